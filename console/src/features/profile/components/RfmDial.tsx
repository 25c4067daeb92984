import type { Schemas } from '@/shared/api/client';
import { type MessageKey, useText } from '@/shared/i18n/text';
import styles from './RfmDial.module.css';

const scoreMax = 5;
const parts: { part: 'r' | 'f' | 'm'; name: MessageKey }[] = [
  { part: 'r', name: 'rfm.recency' },
  { part: 'f', name: 'rfm.frequency' },
  { part: 'm', name: 'rfm.money' },
];

/** The three scores as five steps each: 5 is the most recent, most frequent, highest. */
export function RfmDial({ score }: { score: Schemas['RfmScore'] }) {
  const text = useText();
  return (
    <div className={styles.rfm}>
      {parts.map(({ part, name }) => (
        <div key={part} className={styles.part}>
          <div className={styles.label}>
            <span>{text(name)}</span>
            <span className={styles.score}>
              {score[part]}
              <span className={styles.max}>/{scoreMax}</span>
            </span>
          </div>
          <div className={styles.steps} aria-hidden="true">
            {Array.from({ length: scoreMax }, (_, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: five fixed steps
              <span key={index} className={index < score[part] ? styles.on : styles.off} />
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}
