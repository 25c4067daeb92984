import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { formatCount, formatShare } from '@/shared/format/number';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';
import { Bar } from '@/shared/ui/Bar';
import { Panel } from '@/shared/ui/Panel';
import { Moment } from '@/shared/ui/values';
import { type Tag, useTagNames } from '../api';
import styles from './TagCard.module.css';

/** Values beyond these are folded away: provinces and cities are many. */
const shownAtFirst = 8;

/** One tag: each value with how many customers have it, as a share of all who have the tag. */
export function TagCard({ tag }: { tag: Tag }) {
  const text = useText();
  const language = useLanguage();
  const names = useTagNames();
  const [open, setOpen] = useState(false);
  const total = tag.values.reduce((sum, value) => sum + value.customers, 0);
  const most = Math.max(1, ...tag.values.map((value) => value.customers));
  // Scores and stages have an order of their own; provinces and the like are told by size.
  const inOrder = tag.kind === 'attribute' ? tag.values.toSorted((a, b) => b.customers - a.customers) : tag.values;
  const shown = open ? inOrder : inOrder.slice(0, shownAtFirst);
  return (
    <Panel title={names.tag(tag.tag)} extra={<code className={styles.code}>{tag.tag}</code>}>
      <ul className={styles.values}>
        {shown.map((value) => (
          <li key={value.value}>
            <div className={styles.line}>
              <Link to={`/customers?tag=${encodeURIComponent(`${tag.tag}:${value.value}`)}`} className={styles.value}>
                {names.value(tag.tag, value.value)}
              </Link>
              <span className="q-figure">
                {formatCount(value.customers, language)}{' '}
                <span className={styles.share}>{total === 0 ? '' : formatShare(value.customers / total, language)}</span>
              </span>
            </div>
            <Bar share={value.customers / most} />
          </li>
        ))}
      </ul>
      {tag.values.length > shownAtFirst && (
        <Button type="link" className={styles.more} onClick={() => setOpen(!open)}>
          {open ? text('tags.fewer') : text('tags.more', { count: tag.values.length - shownAtFirst })}
        </Button>
      )}
      {tag.computedAt !== undefined && (
        <div className={styles.foot}>
          {text('tags.computed')} <Moment at={tag.computedAt} ago />
        </div>
      )}
    </Panel>
  );
}
