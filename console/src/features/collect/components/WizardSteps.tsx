import { useText } from '@/shared/i18n/text';
import { CheckOutlined } from '@/shared/ui/icons';
import styles from './WizardSteps.module.css';

export type WizardStep = 'upload' | 'mapping' | 'run' | 'result';
const steps: WizardStep[] = ['upload', 'mapping', 'run', 'result'];

/** Where one is on the way from a file to its result; the last two steps are the page of the import itself. */
export function WizardSteps({ current }: { current: WizardStep }) {
  const text = useText();
  const at = steps.indexOf(current);
  return (
    <ol className={styles.steps} aria-label={text('wizard.steps')}>
      {steps.map((step, index) => (
        <li
          key={step}
          aria-current={index === at ? 'step' : undefined}
          className={index > at ? styles.ahead : index === at ? styles.now : styles.done}
        >
          <span className={styles.mark} aria-hidden="true">
            {index < at ? <CheckOutlined /> : index + 1}
          </span>
          {text(`wizard.${step}`)}
        </li>
      ))}
    </ol>
  );
}
