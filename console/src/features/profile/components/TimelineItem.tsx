import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { assertNever } from '@/shared/assertNever';
import { formatCount } from '@/shared/format/number';
import { useLanguage } from '@/shared/i18n/language';
import { type Text, useText } from '@/shared/i18n/text';
import {
  AccountBookOutlined,
  ApartmentOutlined,
  LinkOutlined,
  RollbackOutlined,
  ShoppingOutlined,
  ThunderboltOutlined,
} from '@/shared/ui/icons';
import { Moment, MoneyText } from '@/shared/ui/values';
import type { TimelineEntry } from '../api';
import styles from './TimelineTab.module.css';

/** More lines than these are folded: some orders of shops have hundreds. */
const linesShown = 4;

/** Ties events of one visit together; it says nothing to a reader. */
const technicalProperty = 'session';

const looks: Record<TimelineEntry['type'], { icon: ReactNode; background: string; color: string }> = {
  order: { icon: <ShoppingOutlined />, background: '#e5f0ed', color: '#0d5f50' },
  cancellation: { icon: <RollbackOutlined />, background: '#fbebe7', color: '#b3321f' },
  adjustment: { icon: <AccountBookOutlined />, background: '#f1efe9', color: '#4a5752' },
  stock_correction: { icon: <AccountBookOutlined />, background: '#f1efe9', color: '#4a5752' },
  event: { icon: <ThunderboltOutlined />, background: '#e7eff6', color: '#2a5b86' },
  merge: { icon: <ApartmentOutlined />, background: '#f7efdf', color: '#7c5716' },
  split: { icon: <ApartmentOutlined />, background: '#f7efdf', color: '#7c5716' },
  account: { icon: <LinkOutlined />, background: '#efeaf4', color: '#5a4170' },
};

export function TimelineItem({ entry }: { entry: TimelineEntry }) {
  const text = useText();
  const language = useLanguage();
  const [open, setOpen] = useState(false);
  const { icon, ...colours } = looks[entry.type];
  const lines = entry.lines ?? [];
  const properties = Object.entries(entry.properties ?? {}).filter(([property]) => property !== technicalProperty);
  const shown = open ? lines : lines.slice(0, linesShown);
  return (
    <li className={styles.entry}>
      <span className={styles.icon} style={colours} aria-hidden="true">
        {icon}
      </span>
      <div>
        <div className={styles.head}>
          <span className={styles.title}>{titleOf(entry, text)}</span>
          {entry.amount && (
            <span className={entry.amount.minorUnits < 0 ? styles.refund : styles.amount}>
              <MoneyText value={entry.amount} />
            </span>
          )}
        </div>
        <div className={styles.meta}>
          <Moment at={entry.at} />
          {entry.channel !== '' && <span>{text.word('channel', entry.channel)}</span>}
          {entry.reason !== undefined && <span>{text.word('linkReason', entry.reason)}</span>}
        </div>
        {properties.length > 0 && (
          <dl className={styles.properties}>
            {properties.map(([property, value]) => (
              <div key={property}>
                <dt>{text.word('property', property)}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        )}
        {shown.length > 0 && (
          <ul className={styles.lines}>
            {shown.map((line, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: an order may repeat the very same line
              <li key={index}>
                <span>
                  {line.name ?? line.sku} {line.name !== undefined && <span className={styles.sku}>{line.sku}</span>}
                </span>
                <span className="q-figure q-muted">× {formatCount(line.quantity, language)}</span>
                <MoneyText value={line.lineTotal} />
              </li>
            ))}
          </ul>
        )}
        {lines.length > linesShown && (
          <Button type="link" size="small" className={styles.more} onClick={() => setOpen(!open)}>
            {open ? text('timeline.fewerLines') : text('timeline.allLines', { count: lines.length })}
          </Button>
        )}
      </div>
    </li>
  );
}

function titleOf(entry: TimelineEntry, text: Text): string {
  switch (entry.type) {
    case 'event':
      return text.word('event', entry.title);
    case 'merge':
    case 'split':
      return `${text(`timeline.${entry.type}`)} #${entry.title}`;
    case 'order':
    case 'cancellation':
    case 'adjustment':
    case 'stock_correction':
    case 'account':
      return `${text(`timeline.${entry.type}`)} · ${entry.title}`;
    default:
      return assertNever(entry.type);
  }
}
