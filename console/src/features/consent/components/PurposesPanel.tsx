import { Button, Flex, Table, type TableProps } from 'antd';
import { useState } from 'react';
import { useSession } from '@/app/guards';
import { may } from '@/shared/access';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';
import { EditOutlined, FileTextOutlined, PlusOutlined } from '@/shared/ui/icons';
import { Panel } from '@/shared/ui/Panel';
import { StateTag } from '@/shared/ui/StateTag';
import { type Purpose, purposeDescription, purposeName } from '../api';
import { PurposeDrawer } from './PurposeDrawer';
import styles from './PurposesPanel.module.css';
import { TextsDrawer } from './TextsDrawer';

/** What data is used for, why that is lawful, and with what words customers are asked. */
export function PurposesPanel({ purposes }: { purposes: readonly Purpose[] }) {
  const text = useText();
  const language = useLanguage();
  const mayChange = may(useSession(), 'privacy.manage');
  const [edited, setEdited] = useState<Purpose | 'new'>();
  const [read, setRead] = useState<Purpose>();

  const columns: NonNullable<TableProps<Purpose>['columns']> = [
    {
      title: text('consent.purpose'),
      key: 'name',
      render: (_, purpose) => (
        <div className={styles.purpose}>
          <Flex gap={8} align="center" wrap>
            <strong>{purposeName(purpose, language)}</strong>
            {!purpose.active && <StateTag tone="calm">{text('consent.inactive')}</StateTag>}
            {purpose.separate && <StateTag tone="warn">{text('consent.separate')}</StateTag>}
          </Flex>
          <div className="q-muted">{purposeDescription(purpose, language)}</div>
        </div>
      ),
    },
    { title: text('consent.legalBasis'), key: 'legalBasis', render: (_, { legalBasis }) => text(`legalBasis.${legalBasis}`) },
    {
      title: text('consent.assumed'),
      key: 'assumed',
      render: (_, { assumed }) => text(assumed ? 'consent.assumed.yes' : 'consent.assumed.no'),
    },
    { title: text('consent.minorRule'), key: 'minors', render: (_, { minors }) => text(`minorRule.${minors}`) },
    {
      title: text('consent.text'),
      key: 'text',
      render: (_, purpose) =>
        purpose.legalBasis === 'contract' ? (
          <span className="q-muted">{text('consent.text.notNeeded')}</span>
        ) : (
          <Button type="link" icon={<FileTextOutlined />} onClick={() => setRead(purpose)} className={styles.textLink}>
            {purpose.text === undefined
              ? text('consent.text.none', { purpose: purposeName(purpose, language) })
              : text('consent.text.version', { purpose: purposeName(purpose, language), version: purpose.text.textVersion })}
          </Button>
        ),
    },
    {
      title: <span className="q-visually-hidden">{text('list.actions')}</span>,
      key: 'actions',
      render: (_, purpose) =>
        mayChange && (
          <Button
            type="text"
            icon={<EditOutlined />}
            aria-label={`${text('action.edit')} ${purposeName(purpose, language)}`}
            onClick={() => setEdited(purpose)}
          />
        ),
    },
  ];

  return (
    <Panel
      title={text('consent.purposes')}
      extra={
        mayChange && (
          <Button size="small" icon={<PlusOutlined />} onClick={() => setEdited('new')}>
            {text('consent.purpose.create')}
          </Button>
        )
      }
      flush
    >
      <Table<Purpose>
        aria-label={text('consent.purposes')}
        columns={columns}
        dataSource={[...purposes]}
        rowKey={(purpose) => purpose.code}
        pagination={false}
        scroll={{ x: 'max-content' }}
      />
      {edited !== undefined && <PurposeDrawer purpose={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />}
      {read !== undefined && <TextsDrawer purpose={read} mayPublish={mayChange} onClose={() => setRead(undefined)} />}
    </Panel>
  );
}
