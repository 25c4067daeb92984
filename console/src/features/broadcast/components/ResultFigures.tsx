import { formatCount, formatShare } from '@/shared/format/number';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';
import type { BroadcastResults } from '../api';
import { confirmedShare } from '../model';
import styles from './ResultFigures.module.css';

/** How it goes, in a row of figures. */
export function ResultFigures({ results }: { results: BroadcastResults }) {
  const text = useText();
  const language = useLanguage();
  const { chosen, customers, optOuts, channels } = results;
  const count = (value: number) => formatCount(value, language);
  const ofChosen = (value: number) =>
    chosen === 0 ? undefined : text('results.ofChosen', { share: formatShare(value / chosen, language) });
  const waiting = channels.reduce((sum, { waitingForGuide }) => sum + waitingForGuide, 0);
  const confirmed = confirmedShare(results);
  const figures: { name: string; value: string; sub?: string | undefined; tone?: string | undefined }[] = [
    {
      name: text('results.chosen'),
      value: count(chosen),
      sub: text('results.control', { count: count(results.control), countNumber: results.control }),
    },
    { name: text('results.sent'), value: count(customers.sent), sub: ofChosen(customers.sent) },
    {
      name: text('results.reached'),
      value: count(customers.reached),
      sub: ofChosen(customers.reached),
      tone: customers.reached > 0 ? styles.good : undefined,
    },
    {
      name: text('results.waiting'),
      value: count(waiting),
      sub: confirmed === undefined ? undefined : text('results.confirmed', { share: formatShare(confirmed, language) }),
    },
    {
      name: text('results.failed'),
      value: count(customers.failed),
      sub: ofChosen(customers.failed),
      tone: customers.failed > 0 ? styles.bad : undefined,
    },
    {
      name: text('results.unknown'),
      value: count(customers.unknown),
      sub: text('results.unknown.hint'),
      tone: customers.unknown > 0 ? styles.warn : undefined,
    },
    { name: text('results.optOuts'), value: count(optOuts), sub: undefined },
  ];
  return (
    <dl className={styles.strip} aria-label={text('results.figures')}>
      {figures.map(({ name, value, sub, tone }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className={tone}>{value}</dd>
          {sub !== undefined && <dd className={styles.sub}>{sub}</dd>}
        </div>
      ))}
    </dl>
  );
}
