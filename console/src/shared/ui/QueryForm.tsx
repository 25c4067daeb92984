import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '@/shared/i18n/text';
import styles from './QueryForm.module.css';

/** The conditions of a list, in one line while there is room. `onReset` appears when something is set. */
export function QueryForm({ label, children, onReset }: { label: string; children: ReactNode; onReset?: () => void }) {
  const text = useText();
  return (
    <search aria-label={label} className={styles.form}>
      {children}
      {onReset && (
        <Button type="link" onClick={onReset}>
          {text('action.resetFilters')}
        </Button>
      )}
    </search>
  );
}

/** A labelled control of the query form. */
export function QueryField({ label, children, grow = false }: { label: string; children: ReactNode; grow?: boolean }) {
  return (
    <div className={grow ? styles.growingField : styles.field}>
      <span className={styles.label} aria-hidden="true">
        {label}
      </span>
      {children}
    </div>
  );
}
