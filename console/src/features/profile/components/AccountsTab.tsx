import { Table, Tag } from 'antd';
import { useText } from '@/shared/i18n/text';
import { Moment, None } from '@/shared/ui/values';
import type { Customer } from '../api';
import styles from './AccountsTab.module.css';

/** The evidence behind "one person": the channel accounts, what tied each to the others, and the identifiers they share. */
export function AccountsTab({ customer }: { customer: Customer }) {
  const text = useText();
  return (
    <>
      <h3 className={styles.title}>{text('accounts.title')}</h3>
      <Table
        size="middle"
        pagination={false}
        rowKey={(account) => account.channel + account.accountKey}
        dataSource={customer.accounts}
        columns={[
          { title: text('customer.channel'), key: 'channel', render: (_, { channel }) => text.word('channel', channel) },
          { title: text('accounts.key'), dataIndex: 'accountKey', className: 'q-figure' },
          {
            title: text('accounts.linkedBy'),
            key: 'linkedBy',
            render: (_, { linkedBy }) =>
              linkedBy.length === 0 ? (
                <None />
              ) : (
                <div className={styles.reasons}>
                  {linkedBy.map((link) => (
                    <span key={link.kind + link.reason}>
                      <Tag className={styles.kind}>{text.word('identifier', link.kind)}</Tag>
                      <span className="q-muted">{text.word('linkReason', link.reason)}</span>
                    </span>
                  ))}
                </div>
              ),
          },
          { title: text('accounts.firstSeen'), key: 'firstSeenAt', render: (_, { firstSeenAt }) => <Moment at={firstSeenAt} /> },
        ]}
      />
      <h3 className={styles.title}>{text('identifiers.title')}</h3>
      <Table
        size="middle"
        pagination={false}
        rowKey={(identifier) => identifier.kind + identifier.masked}
        dataSource={customer.identifiers}
        columns={[
          { title: text('identifiers.kind'), key: 'kind', render: (_, { kind }) => text.word('identifier', kind) },
          { title: text('identifiers.value'), dataIndex: 'masked', className: 'q-figure' },
          {
            title: text('identifiers.sources'),
            key: 'sources',
            render: (_, { sources }) => sources.map((source) => text.word('channel', source)).join(', '),
          },
        ]}
      />
    </>
  );
}
