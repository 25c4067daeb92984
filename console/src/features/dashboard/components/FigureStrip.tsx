import { Tooltip } from 'antd';
import { Sparkline } from '@/shared/chart/Sparkline';
import { formatMoney, formatMoneyRounded } from '@/shared/format/money';
import { changeOf, formatBasisPoints, formatCount, formatShare } from '@/shared/format/number';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';
import { tokens } from '@/shared/theme/tokens';
import { ArrowDownOutlined, ArrowUpOutlined } from '@/shared/ui/icons';
import type { Overview } from '../api';
import { byWeek, daysShownMax } from '../model';
import styles from './FigureStrip.module.css';

interface KeyFigure {
  name: string;
  value: string;
  /** The full value where the shown one is rounded. */
  exact?: string;
  before: string;
  /** As a share of the period before; null when that was nothing. */
  change: number | null;
  /** The change in words where a share of a share would mislead. */
  changeText?: string | undefined;
  trend?: number[];
  colour?: string;
}

/** The figures of the period, each beside the same number of days before. */
export function FigureStrip({ overview }: { overview: Overview }) {
  const text = useText();
  const language = useLanguage();
  const { compare } = overview;
  const steps = overview.daily.length > daysShownMax ? byWeek(overview.daily) : overview.daily;
  const count = (value: number) => formatCount(value, language);
  const figures: KeyFigure[] = [
    {
      name: text('overview.netRevenue'),
      value: formatMoneyRounded(overview.netRevenue, language),
      exact: formatMoney(overview.netRevenue, language),
      before: formatMoneyRounded(compare.netRevenue, language),
      change: changeOf(overview.netRevenue.minorUnits, compare.netRevenue.minorUnits),
      trend: steps.map((step) => step.netRevenueMinor),
      colour: tokens.pine,
    },
    {
      name: text('overview.orders'),
      value: count(overview.orders),
      before: count(compare.orders),
      change: changeOf(overview.orders, compare.orders),
      trend: steps.map((step) => step.orders),
      colour: tokens.brass,
    },
    {
      name: text('overview.newCustomers'),
      value: count(overview.newCustomers),
      before: count(compare.newCustomers),
      change: changeOf(overview.newCustomers, compare.newCustomers),
      trend: steps.map((step) => step.newCustomers),
      colour: '#3f6f9c',
    },
    {
      name: text('overview.customers'),
      value: count(overview.customers),
      before: count(compare.customers),
      change: changeOf(overview.customers, compare.customers),
    },
    {
      name: text('overview.buyers'),
      value: count(overview.buyers),
      before: count(compare.buyers),
      change: changeOf(overview.buyers, compare.buyers),
    },
    {
      name: text('overview.averageOrder'),
      value: formatMoney(overview.averageOrder, language),
      before: formatMoney(compare.averageOrder, language),
      change: changeOf(overview.averageOrder.minorUnits, compare.averageOrder.minorUnits),
    },
    {
      name: text('overview.repeatRate'),
      value: formatBasisPoints(overview.repeatRateBp, language),
      before: formatBasisPoints(compare.repeatRateBp, language),
      change: compare.buyers === 0 ? null : overview.repeatRateBp - compare.repeatRateBp,
      changeText: text('overview.points', { points: formatCount(Math.abs(overview.repeatRateBp - compare.repeatRateBp) / 100, language) }),
    },
  ];
  return (
    <section className={styles.strip} aria-label={text('overview.figures')}>
      <div className={styles.leading}>{figures.slice(0, 3).map(card)}</div>
      <div className={styles.others}>{figures.slice(3).map(card)}</div>
    </section>
  );

  function card(figure: KeyFigure) {
    return (
      <div key={figure.name} className={styles.figure}>
        <div className={styles.name}>{figure.name}</div>
        <Tooltip title={figure.exact}>
          <div className={styles.value}>{figure.value}</div>
        </Tooltip>
        <div className={styles.compare}>
          <Change change={figure.change} words={figure.changeText} />
          <span>{text('overview.before', { value: figure.before })}</span>
        </div>
        {figure.trend && (
          <div className={styles.trend}>
            <Sparkline values={figure.trend} colour={figure.colour} height={44} />
          </div>
        )}
      </div>
    );
  }
}

function Change({ change, words }: { change: number | null; words: string | undefined }) {
  const text = useText();
  const language = useLanguage();
  if (change === null) {
    return <span className={styles.even}>{text('overview.noCompare')}</span>;
  }
  const shown = words ?? formatShare(Math.abs(change), language);
  if (Math.abs(change) < 0.0005) {
    return <span className={styles.even}>{shown}</span>;
  }
  return (
    <span className={change > 0 ? styles.up : styles.down}>
      {change > 0 ? <ArrowUpOutlined aria-hidden="true" /> : <ArrowDownOutlined aria-hidden="true" />}
      <span className="q-visually-hidden">{text(change > 0 ? 'overview.up' : 'overview.down')}</span> {shown}
    </span>
  );
}
