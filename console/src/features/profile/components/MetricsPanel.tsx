import { Segmented } from 'antd';
import { type ReactNode, useState } from 'react';
import { useText } from '@/shared/i18n/text';
import { Panel } from '@/shared/ui/Panel';
import { Count, Moment, MoneyText } from '@/shared/ui/values';
import type { Customer } from '../api';
import styles from './MetricsPanel.module.css';

/** What the customer bought, one currency at a time: amounts of two currencies are never added. */
export function MetricsPanel({ customer }: { customer: Customer }) {
  const text = useText();
  const [chosen, setChosen] = useState<string>();
  const metrics = customer.metrics.find((each) => each.currency === chosen) ?? customer.metrics[0];
  if (metrics === undefined) {
    return (
      <Panel title={text('customer.value')}>
        <span className="q-muted">{text('customer.value.none')}</span>
      </Panel>
    );
  }
  return (
    <Panel
      title={text('customer.value')}
      extra={
        customer.metrics.length > 1 && (
          <Segmented
            aria-label={text('overview.currency')}
            options={customer.metrics.map((each) => each.currency)}
            value={metrics.currency}
            onChange={setChosen}
          />
        )
      }
    >
      <div className={styles.grid}>
        <Metric name={text('customer.netRevenue')} strong value={<MoneyText value={metrics.netRevenue} />} />
        <Metric name={text('customer.orders')} strong value={<Count value={metrics.orders} />} />
        <Metric name={text('metric.average_order')} strong value={<MoneyText value={metrics.averageOrder} />} />
        <Metric name={text('metric.units')} value={<Count value={metrics.units} />} />
        <Metric name={text('metric.cancelled_orders')} value={<Count value={metrics.cancelledOrders} />} />
        <Metric name={text('customer.firstOrder')} value={<Moment at={metrics.firstOrderAt} />} />
        <Metric name={text('customer.lastOrder')} value={<Moment at={metrics.lastOrderAt} />} />
      </div>
    </Panel>
  );
}

function Metric({ name, value, strong = false }: { name: string; value: ReactNode; strong?: boolean }) {
  return (
    <div className={strong ? styles.strong : styles.metric}>
      <div className={styles.name}>{name}</div>
      <div className={styles.value}>{value}</div>
    </div>
  );
}
