import { type ReactNode, useId } from 'react';
import styles from './LabelledField.module.css';

interface LabelledFieldProps {
  label: string;
  hint?: string;
  error?: string | undefined;
  /** Gets the id that ties the control to its label. */
  children: (id: string) => ReactNode;
}

/** A control outside a form with its label above and a hint or an error below. */
export function LabelledField({ label, hint, error, children }: LabelledFieldProps) {
  const id = useId();
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {error !== undefined && (
        <span className={styles.error} role="alert">
          {error}
        </span>
      )}
      {hint !== undefined && <span className={styles.hint}>{hint}</span>}
    </div>
  );
}
