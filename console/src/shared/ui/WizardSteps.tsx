import { CheckOutlined } from '@/shared/ui/icons';
import styles from './WizardSteps.module.css';

export interface WizardStep<K extends string> {
  key: K;
  name: string;
}

interface WizardStepsProps<K extends string> {
  /** What the steps are of. */
  label: string;
  steps: readonly WizardStep<K>[];
  current: K;
  /** Makes the steps buttons; without it one goes by the page alone. */
  onGo?: (step: K) => void;
  /** Steps that still lack something. */
  unfinished?: ReadonlySet<K>;
}

/** Where one is on a way of several steps. */
export function WizardSteps<K extends string>({ label, steps, current, onGo, unfinished }: WizardStepsProps<K>) {
  const at = steps.findIndex((step) => step.key === current);
  return (
    <ol className={styles.steps} aria-label={label}>
      {steps.map((step, index) => {
        const isDone = unfinished === undefined ? index < at : index !== at && !unfinished.has(step.key);
        const inside = (
          <>
            <span className={styles.mark} aria-hidden="true">
              {isDone ? <CheckOutlined /> : index + 1}
            </span>
            {step.name}
          </>
        );
        return (
          <li
            key={step.key}
            aria-current={index === at ? 'step' : undefined}
            className={index === at ? styles.now : isDone ? styles.done : styles.ahead}
          >
            {onGo === undefined ? (
              inside
            ) : (
              <button type="button" className={styles.button} onClick={() => onGo(step.key)}>
                {inside}
              </button>
            )}
          </li>
        );
      })}
    </ol>
  );
}
