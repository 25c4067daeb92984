import { Tag } from 'antd';
import { type ReactNode, useCallback, useState } from 'react';
import { useSession } from '@/app/guards';
import { may } from '@/shared/access';
import { useText } from '@/shared/i18n/text';
import { EnvironmentOutlined, GiftOutlined, ManOutlined, PhoneOutlined, WomanOutlined } from '@/shared/ui/icons';
import { Panel } from '@/shared/ui/Panel';
import type { Customer, RevealedValues } from '../api';
import { CustomerMark, useCustomerName } from './CustomerName';
import { LifecycleTag } from './LifecycleTag';
import styles from './PortraitPanel.module.css';
import { RevealButton } from './RevealButton';
import { RevealedPanel } from './RevealedPanel';
import { RfmDial } from './RfmDial';

/** Who it is. Personal values come masked from the server; who may and says why sees them in clear for a minute. */
export function PortraitPanel({ customer }: { customer: Customer }) {
  const text = useText();
  const name = useCustomerName();
  const session = useSession();
  const [revealed, setRevealed] = useState<RevealedValues>();
  const hide = useCallback(() => setRevealed(undefined), []);
  const attributes = Object.entries(customer.attributes);
  const isKnown = [customer.phone, customer.gender, customer.birthday, customer.province, customer.city].some((fact) => fact !== undefined);
  return (
    <Panel>
      <div className={styles.head}>
        <CustomerMark customer={customer} size={60} />
        <div>
          <h2 className={styles.name}>{name(customer)}</h2>
          {customer.lifecycleStage && <LifecycleTag stage={customer.lifecycleStage} />}
        </div>
      </div>
      {isKnown && (
        <dl className={styles.facts}>
          <Fact icon={<PhoneOutlined />} label={text('customer.phone')} value={customer.phone} />
          <Fact
            icon={customer.gender === 'male' ? <ManOutlined /> : <WomanOutlined />}
            label={text('customer.gender')}
            value={customer.gender && text.word('gender', customer.gender)}
          />
          <Fact icon={<GiftOutlined />} label={text('customer.birthday')} value={customer.birthday} />
          <Fact
            icon={<EnvironmentOutlined />}
            label={text('customer.place')}
            value={[customer.province, customer.city].filter(Boolean).join(' ') || undefined}
          />
        </dl>
      )}
      {revealed && <RevealedPanel key={revealed.hideAt} values={revealed} onHide={hide} />}
      {!revealed && may(session, 'customers.reveal') && (
        <div className={styles.reveal}>
          <RevealButton customerId={customer.id} onRevealed={setRevealed} />
        </div>
      )}
      <div className={styles.channels}>
        {customer.channels.map((channel) => (
          <Tag key={channel} className={styles.channel}>
            {text.word('channel', channel)}
          </Tag>
        ))}
      </div>
      {customer.rfm && <RfmDial score={customer.rfm} />}
      {attributes.length > 0 && (
        <>
          <h3 className={styles.subtitle}>{text('customer.attributes')}</h3>
          <dl className={styles.attributes}>
            {attributes.map(([attribute, value]) => (
              <div key={attribute}>
                <dt>{text.word('attribute', attribute)}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </Panel>
  );
}

function Fact({ icon, label, value }: { icon: ReactNode; label: string; value: string | undefined }) {
  if (value === undefined) {
    return null;
  }
  return (
    <div>
      <dt>
        <span aria-hidden="true">{icon}</span>
        {label}
      </dt>
      <dd className="q-figure">{value}</dd>
    </div>
  );
}
