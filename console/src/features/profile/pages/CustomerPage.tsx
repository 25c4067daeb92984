import { Alert, Tabs } from 'antd';
import { useParams } from 'react-router';
import { useSession } from '@/app/guards';
import { SeenByTab } from '@/features/audit/components/SeenByTab';
import { ConsentTab } from '@/features/consent/components/ConsentTab';
import { mayEnter } from '@/shared/access';
import { useText } from '@/shared/i18n/text';
import { PageHeader } from '@/shared/ui/PageHeader';
import { Panel } from '@/shared/ui/Panel';
import { QueryView } from '@/shared/ui/states';
import { type Customer, useCustomer } from '../api';
import { AccountsTab } from '../components/AccountsTab';
import { useCustomerName } from '../components/CustomerName';
import { MergesTab } from '../components/MergesTab';
import { MetricsPanel } from '../components/MetricsPanel';
import { PortraitPanel } from '../components/PortraitPanel';
import { TagsPanel } from '../components/TagsPanel';
import { TimelineTab } from '../components/TimelineTab';
import styles from './CustomerPage.module.css';

/** One customer through all channels: who it is, what it is worth, what happened, and why we think it is one person. */
export function CustomerPage() {
  const { id = '' } = useParams();
  const query = useCustomer(id);
  return (
    <QueryView query={query} tall>
      {(customer) => <Portrait customer={customer} />}
    </QueryView>
  );
}

function Portrait({ customer }: { customer: Customer }) {
  const text = useText();
  const name = useCustomerName();
  const session = useSession();
  return (
    <>
      <PageHeader title={name(customer)} subtitle={text('customer.subtitle', { no: customer.customerNo })} back="/customers" />
      {customer.erasedAt !== undefined && (
        <Alert
          type="info"
          showIcon
          style={{ marginBottom: 16 }}
          title={text('customer.erased')}
          description={text('customer.erased.hint')}
        />
      )}
      <div className={styles.columns}>
        <div className={styles.left}>
          <PortraitPanel customer={customer} />
          <TagsPanel customer={customer} />
        </div>
        <div className={styles.right}>
          <MetricsPanel customer={customer} />
          <Panel>
            <Tabs
              className={styles.tabs}
              items={[
                { key: 'timeline', label: text('customer.timeline'), children: <TimelineTab id={customer.id} /> },
                {
                  key: 'accounts',
                  label: text('customer.accounts', { count: customer.accounts.length }),
                  children: <AccountsTab customer={customer} />,
                },
                {
                  key: 'merges',
                  label: text('customer.merges', { count: customer.merges.length }),
                  children: <MergesTab merges={customer.merges} />,
                },
                ...(mayEnter(session, 'consent')
                  ? [{ key: 'consents', label: text('customer.consents'), children: <ConsentTab customerId={customer.id} /> }]
                  : []),
                ...(mayEnter(session, 'audit')
                  ? [{ key: 'seenBy', label: text('customer.seenBy'), children: <SeenByTab customerId={customer.id} /> }]
                  : []),
              ]}
            />
          </Panel>
        </div>
      </div>
    </>
  );
}
