import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { useText } from '@/shared/i18n/text';
import { EyeInvisibleOutlined } from '@/shared/ui/icons';
import type { RevealedValues } from '../api';
import { revealFields } from '../model';
import styles from './RevealedPanel.module.css';

interface RevealedPanelProps {
  values: RevealedValues;
  onHide: () => void;
}

/** Values in clear, until their minute is over. They live in this component's props and in no cache. */
export function RevealedPanel({ values, onHide }: RevealedPanelProps) {
  const text = useText();
  const secondsLeft = useSecondsUntil(values.hideAt, onHide);
  const known = revealFields.filter((field) => values[field] !== undefined);
  return (
    <section className={styles.revealed} aria-label={text('reveal.shown')}>
      <div className={styles.head}>
        <span role="timer">{text('reveal.secondsLeft', { seconds: secondsLeft })}</span>
        <Button size="small" icon={<EyeInvisibleOutlined />} onClick={onHide}>
          {text('reveal.hide')}
        </Button>
      </div>
      {known.length === 0 ? (
        <p className={styles.nothing}>{text('reveal.nothing')}</p>
      ) : (
        <dl className={styles.values}>
          {known.map((field) => (
            <div key={field}>
              <dt>{text(`revealField.${field}`)}</dt>
              <dd className="q-figure">{values[field]}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

/** The longest that values are shown, whatever the clocks of browser and server say. */
const shownMaxMs = 60_000;

function useSecondsUntil(moment: string, onOver: () => void): number {
  const [end] = useState(() => Date.now() + Math.min(shownMaxMs, Math.max(0, new Date(moment).getTime() - Date.now())));
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => {
    if (now >= end) onOver();
  }, [now, end, onOver]);
  return Math.max(0, Math.ceil((end - now) / 1000));
}
