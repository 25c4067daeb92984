import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { formatCount } from '@/shared/format/number';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';
import { ApartmentOutlined, LinkOutlined, RollbackOutlined, ShoppingOutlined, ThunderboltOutlined } from '@/shared/ui/icons';
import { Moment, MoneyText } from '@/shared/ui/values';
import type { TimelineEntry } from '../api';
import styles from './TimelineTab.module.css';

/** More lines than these are folded: some orders of shops have hundreds. */
const linesShown = 4;

const looks: Record<TimelineEntry['type'], { icon: ReactNode; background: string; color: string }> = {
  order: { icon: <ShoppingOutlined />, background: '#e5f0ed', color: '#0d5f50' },
  cancellation: { icon: <RollbackOutlined />, background: '#fbebe7', color: '#b3321f' },
  event: { icon: <ThunderboltOutlined />, background: '#e7eff6', color: '#2a5b86' },
  merge: { icon: <ApartmentOutlined />, background: '#f7efdf', color: '#7c5716' },
  account: { icon: <LinkOutlined />, background: '#efeaf4', color: '#5a4170' },
};

export function TimelineItem({ entry }: { entry: TimelineEntry }) {
  const text = useText();
  const language = useLanguage();
  const [open, setOpen] = useState(false);
  const { icon, ...colours } = looks[entry.type];
  const lines = entry.lines ?? [];
  const shown = open ? lines : lines.slice(0, linesShown);
  return (
    <li className={styles.entry}>
      <span className={styles.icon} style={colours} aria-hidden="true">
        {icon}
      </span>
      <div>
        <div className={styles.head}>
          <span className={styles.title}>
            {text(`timeline.${entry.type}`)} · {entry.type === 'event' ? text.word('event', entry.title) : entry.title}
          </span>
          {entry.amount && (
            <span className={entry.amount.minorUnits < 0 ? styles.refund : styles.amount}>
              <MoneyText value={entry.amount} />
            </span>
          )}
        </div>
        <div className={styles.meta}>
          <Moment at={entry.at} />
          <span>{text.word('channel', entry.channel)}</span>
        </div>
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
