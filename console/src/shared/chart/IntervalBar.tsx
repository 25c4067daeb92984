import styles from './IntervalBar.module.css';

interface IntervalBarProps {
  value: number | undefined;
  low: number | undefined;
  high: number | undefined;
  format: (value: number) => string;
  /** The interval in a sentence. */
  label: string;
}

/**
 * An estimate with its interval against zero: a bar wholly on one side is a result, one across the line is none yet. An end that the
 * facts leave open runs out of the picture.
 */
export function IntervalBar({ value, low, high, format, label }: IntervalBarProps) {
  const known = [low, high, value].filter((each) => each !== undefined);
  if (known.length === 0) {
    return null;
  }
  const reach = Math.max(...known.map(Math.abs)) || 1;
  const start = Math.min(0, ...known) - (low === undefined ? 0.6 : 0.12) * reach;
  const end = Math.max(0, ...known) + (high === undefined ? 0.6 : 0.12) * reach;
  const at = (position: number) => `${((position - start) / (end - start)) * 100}%`;
  const from = low ?? start;
  const to = high ?? end;
  const tone = low !== undefined && low > 0 ? styles.up : high !== undefined && high < 0 ? styles.down : styles.open;
  return (
    <div role="img" aria-label={label} className={styles.chart}>
      <div className={styles.ground} />
      <div
        className={`${styles.bar} ${tone}`}
        style={{
          left: at(from),
          width: `${((to - from) / (end - start)) * 100}%`,
          borderTopLeftRadius: low === undefined ? 0 : undefined,
          borderBottomLeftRadius: low === undefined ? 0 : undefined,
          borderTopRightRadius: high === undefined ? 0 : undefined,
          borderBottomRightRadius: high === undefined ? 0 : undefined,
        }}
      />
      <div className={styles.zero} style={{ left: at(0) }}>
        <span>{format(0)}</span>
      </div>
      {value !== undefined && <div className={`${styles.point} ${tone}`} style={{ left: at(value) }} />}
      {low !== undefined && (
        <span className={styles.end} style={{ left: at(low) }}>
          {format(low)}
        </span>
      )}
      {high !== undefined && (
        <span className={styles.end} style={{ left: at(high) }}>
          {format(high)}
        </span>
      )}
    </div>
  );
}
