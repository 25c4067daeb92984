import { Alert, Button, Empty, Flex, Table, type TableProps } from 'antd';
import { useState } from 'react';
import { useSession } from '@/app/guards';
import { may } from '@/shared/access';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';
import { StateTag, type Tone } from '@/shared/ui/StateTag';
import { QueryView } from '@/shared/ui/states';
import {
  type ConsentDecision,
  type CustomerConsents,
  type HeldConsent,
  nameOfCode,
  type Purpose,
  useCustomerConsents,
  usePurposes,
} from '../api';
import { RecordDrawer } from './RecordDrawer';
import { useDecisionColumns } from './useDecisionColumns';

const tones: Record<HeldConsent['state'], Tone> = { granted: 'good', withdrawn: 'bad', unknown: 'calm' };
const verdicts: Record<HeldConsent['verdict'], Tone> = { allowed: 'good', minor: 'warn', refused: 'bad' };

/** What one customer agreed to, and how that is known. */
export function ConsentTab({ customerId }: { customerId: string }) {
  const purposes = usePurposes();
  const consents = useCustomerConsents(customerId);
  return (
    <QueryView query={purposes}>
      {(known) => <QueryView query={consents}>{(told) => <Consents customerId={customerId} purposes={known} told={told} />}</QueryView>}
    </QueryView>
  );
}

function Consents({ customerId, purposes, told }: { customerId: string; purposes: readonly Purpose[]; told: CustomerConsents }) {
  const text = useText();
  const language = useLanguage();
  const mayRecord = may(useSession(), 'consent.manage');
  const [recorded, setRecorded] = useState<{ held: HeldConsent; granted: boolean }>();
  const decisions = useDecisionColumns(purposes);

  const columns: NonNullable<TableProps<HeldConsent>['columns']> = [
    { title: text('consent.purpose'), key: 'purpose', render: (_, { purpose }) => nameOfCode(purposes, purpose, language) },
    {
      title: text('customer.channel'),
      key: 'channel',
      render: (_, { channel }) => (channel === undefined ? text('consent.channel.all') : text.word('channel', channel)),
    },
    {
      title: text('consent.said'),
      key: 'state',
      render: (_, { state, byGuardian }) => (
        <Flex gap={8} align="center">
          <StateTag tone={tones[state]}>{text(`consent.state.${state}`)}</StateTag>
          {byGuardian && <span className="q-muted">{text('consent.byGuardian')}</span>}
        </Flex>
      ),
    },
    {
      title: text('consent.verdict'),
      key: 'verdict',
      render: (_, { verdict }) => <StateTag tone={verdicts[verdict]}>{text(`consent.verdict.${verdict}`)}</StateTag>,
    },
    ...(mayRecord
      ? [
          {
            title: <span className="q-visually-hidden">{text('list.actions')}</span>,
            key: 'actions',
            render: (_: unknown, held: HeldConsent) => {
              const name = nameOfCode(purposes, held.purpose, language);
              const channel = held.channel === undefined ? '' : ` · ${text.word('channel', held.channel)}`;
              const offer = (granted: boolean) => (
                <Button size="small" danger={!granted} onClick={() => setRecorded({ held, granted })}>
                  {text(granted ? 'consent.grant' : 'consent.withdraw')}
                  <span className="q-visually-hidden">{` ${name}${channel}`}</span>
                </Button>
              );
              return (
                <Flex gap={8}>
                  {(held.state !== 'granted' || held.verdict !== 'allowed') && offer(true)}
                  {/* As easy as agreeing, also for who never agreed and may be written to. */}
                  {held.state !== 'withdrawn' && offer(false)}
                </Flex>
              );
            },
          },
        ]
      : []),
  ];

  return (
    <>
      {told.minor && <Alert type="warning" showIcon title={text('consent.minor')} style={{ marginBottom: 16 }} />}
      <Table<HeldConsent>
        aria-label={text('consent.present')}
        size="middle"
        columns={columns}
        dataSource={told.states}
        rowKey={(held) => `${held.purpose} ${held.channel ?? ''}`}
        pagination={false}
      />
      <h3 style={{ margin: '24px 0 12px', fontSize: 15 }}>{text('consent.history')}</h3>
      {told.decisions.length === 0 ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text('consent.history.empty')} />
      ) : (
        <Table<ConsentDecision>
          aria-label={text('consent.history')}
          size="middle"
          columns={decisions}
          dataSource={told.decisions}
          rowKey={(decision) => decision.id}
          pagination={false}
        />
      )}
      {recorded !== undefined && (
        <RecordDrawer
          customerId={customerId}
          purposes={purposes}
          held={recorded.held}
          granted={recorded.granted}
          onClose={() => setRecorded(undefined)}
        />
      )}
    </>
  );
}
