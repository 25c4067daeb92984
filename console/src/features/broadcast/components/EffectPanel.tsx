import { Alert, type TableProps } from 'antd';
import { IntervalBar } from '@/shared/chart/IntervalBar';
import { formatMoney } from '@/shared/format/money';
import { formatCount, formatShare } from '@/shared/format/number';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';
import { Panel } from '@/shared/ui/Panel';
import { QueryView } from '@/shared/ui/states';
import { Count, Moment } from '@/shared/ui/values';
import { WideTable } from '@/shared/ui/WideTable';
import { type BroadcastEffect, type Interval, useEffectOf } from '../api';
import { verdictOf } from '../model';
import { useEstimateWords } from '../words';
import styles from './EffectPanel.module.css';

/** What the broadcast itself brought: those who got it against those who were left out by lot. */
export function EffectPanel({ broadcastId }: { broadcastId: string }) {
  const text = useText();
  const query = useEffectOf(broadcastId);
  return (
    <Panel title={text('effect.title')} extra={query.data && <Span effect={query.data} />}>
      <QueryView query={query}>{(effect) => <Effect effect={effect} />}</QueryView>
    </Panel>
  );
}

function Span({ effect }: { effect: BroadcastEffect }) {
  const text = useText();
  return (
    <>
      {text(effect.isOver ? 'effect.over' : 'effect.running')} <Moment at={effect.until} />
    </>
  );
}

function Effect({ effect }: { effect: BroadcastEffect }) {
  const text = useText();
  const language = useLanguage();
  const say = useEstimateWords();
  const money = say.money(effect.currency);
  if (effect.control.customers === 0) {
    return <Alert type="info" showIcon role="note" title={text('effect.noControl')} description={text('effect.noControl.hint')} />;
  }
  return (
    <div className={styles.stack}>
      <div className={styles.cards}>
        <EffectCard name={text('effect.lift')} hint={text('effect.lift.hint')} estimate={effect.shareLift} format={say.share} />
        <EffectCard
          name={text('effect.shareDifference')}
          hint={text('effect.shareDifference.hint')}
          estimate={effect.shareDifference}
          format={say.points}
        />
        <EffectCard
          name={text('effect.revenue')}
          hint={text('effect.revenue.hint')}
          estimate={effect.revenueDifferenceMinor}
          format={money}
        />
      </div>
      <Groups effect={effect} />
      {effect.merged > 0 && (
        <p className={styles.sub}>{text('effect.merged', { count: formatCount(effect.merged, language), countNumber: effect.merged })}</p>
      )}
      <p className={styles.sub}>{text('effect.explained')}</p>
    </div>
  );
}

interface EffectCardProps {
  name: string;
  hint: string;
  estimate: Interval;
  format: (value: number) => string;
}

function EffectCard({ name, hint, estimate, format }: EffectCardProps) {
  const say = useEstimateWords();
  const verdict = verdictOf(estimate);
  const words = say.verdict(estimate, format);
  return (
    <section className={styles.card} aria-label={name}>
      <h3 className={styles.name}>{name}</h3>
      <div className={`${styles.value} ${styles[verdict]}`}>{estimate.value === undefined ? '–' : format(estimate.value)}</div>
      <IntervalBar value={estimate.value} low={estimate.low} high={estimate.high} format={format} label={`${name}: ${words}`} />
      <p className={styles.verdict}>{words}</p>
      <p className={styles.sub}>{hint}</p>
    </section>
  );
}

interface Group {
  key: 'treated' | 'control';
  outcome: BroadcastEffect['treated'];
  share: Interval;
}

function Groups({ effect }: { effect: BroadcastEffect }) {
  const text = useText();
  const language = useLanguage();
  const groups: Group[] = [
    { key: 'treated', outcome: effect.treated, share: effect.treatedShare },
    { key: 'control', outcome: effect.control, share: effect.controlShare },
  ];
  const columns: NonNullable<TableProps<Group>['columns']> = [
    { title: text('effect.group'), key: 'group', render: (_, { key }) => <strong>{text(`effect.group.${key}`)}</strong> },
    {
      title: text('overview.customers'),
      key: 'customers',
      align: 'right',
      render: (_, { outcome }) => <Count value={outcome.customers} />,
    },
    { title: text('overview.buyers'), key: 'buyers', align: 'right', render: (_, { outcome }) => <Count value={outcome.buyers} /> },
    {
      title: text('effect.buyerShare'),
      key: 'share',
      align: 'right',
      className: 'q-figure',
      render: (_, { share }) => (share.value === undefined ? '–' : formatShare(share.value, language)),
    },
    { title: text('customer.orders'), key: 'orders', align: 'right', render: (_, { outcome }) => <Count value={outcome.orders} /> },
    {
      title: text('customer.netRevenue'),
      key: 'revenue',
      align: 'right',
      className: 'q-figure',
      render: (_, { outcome }) => formatMoney({ currency: effect.currency, minorUnits: outcome.revenueMinor }, language),
    },
    {
      title: text('effect.perCustomer'),
      key: 'perCustomer',
      align: 'right',
      className: 'q-figure',
      render: (_, { outcome }) =>
        outcome.customers === 0
          ? '–'
          : formatMoney({ currency: effect.currency, minorUnits: Math.round(outcome.revenueMinor / outcome.customers) }, language),
    },
  ];
  return <WideTable<Group> label={text('effect.groups')} size="middle" columns={columns} dataSource={groups} rowKey={({ key }) => key} />;
}
