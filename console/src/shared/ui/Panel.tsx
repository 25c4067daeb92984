import { type ReactNode, useId } from 'react';
import styles from './Panel.module.css';

interface PanelProps {
  title?: ReactNode;
  /** Right of the title: a switch, a link, a note. */
  extra?: ReactNode;
  children: ReactNode;
  /** Tables and lists bring their own padding. */
  flush?: boolean;
  className?: string;
}

/** A titled surface; the building block of every page. */
export function Panel({ title, extra, children, flush = false, className }: PanelProps) {
  const id = useId();
  return (
    <section className={`${styles.panel} ${className ?? ''}`} aria-labelledby={title === undefined ? undefined : id}>
      {title !== undefined && (
        <div className={styles.head}>
          <h2 id={id} className={styles.title}>
            {title}
          </h2>
          {extra !== undefined && <div className={styles.extra}>{extra}</div>}
        </div>
      )}
      <div className={flush ? styles.flush : styles.body}>{children}</div>
    </section>
  );
}
