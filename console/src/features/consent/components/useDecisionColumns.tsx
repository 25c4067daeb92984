import type { TableProps } from 'antd';
import { useLanguage } from '@/shared/i18n/language';
import { type Text, useText } from '@/shared/i18n/text';
import { StateTag } from '@/shared/ui/StateTag';
import { Moment, None } from '@/shared/ui/values';
import { type ConsentDecision, nameOfCode, type Purpose } from '../api';

/** What a list of decisions shows of each. */
export function useDecisionColumns(purposes: readonly Purpose[]): NonNullable<TableProps<ConsentDecision>['columns']> {
  const text = useText();
  const language = useLanguage();
  return [
    { title: text('consent.decidedAt'), key: 'decidedAt', render: (_, { decidedAt }) => <Moment at={decidedAt} /> },
    { title: text('consent.purpose'), key: 'purpose', render: (_, { purpose }) => nameOfCode(purposes, purpose, language) },
    {
      title: text('customer.channel'),
      key: 'channel',
      render: (_, { channel }) => (channel === undefined ? text('consent.channel.all') : text.word('channel', channel)),
    },
    {
      title: text('consent.decision'),
      key: 'granted',
      render: (_, { granted }) => (
        <StateTag tone={granted ? 'good' : 'bad'}>{text(granted ? 'consent.state.granted' : 'consent.state.withdrawn')}</StateTag>
      ),
    },
    {
      title: text('consent.source'),
      key: 'source',
      render: (_, { source, recordedBy }) => (
        <>
          {text(`decisionSource.${source}`)} <span className="q-muted">· {recordedBy === '-' ? text('consent.bySystem') : recordedBy}</span>
        </>
      ),
    },
    { title: text('consent.evidence'), key: 'evidence', render: (_, decision) => <Evidence decision={decision} text={text} /> },
  ];
}

function Evidence({ decision, text }: { decision: ConsentDecision; text: Text }) {
  const parts = [
    decision.byAddress ? text('consent.byAddress') : undefined,
    decision.byGuardian ? text('consent.byGuardian') : undefined,
    decision.textVersion === undefined ? undefined : text('consent.text.number', { version: decision.textVersion }),
    decision.wording,
    decision.place,
    decision.document,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? <None /> : <span style={{ whiteSpace: 'normal' }}>{parts.join(' · ')}</span>;
}
