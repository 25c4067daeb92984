import { useText } from '@/shared/i18n/text';
import { WizardSteps } from '@/shared/ui/WizardSteps';

const steps = ['upload', 'mapping', 'run', 'result'] as const;

/** From a file to its result; the last two steps are the page of the import itself. */
export function ImportSteps({ current }: { current: (typeof steps)[number] }) {
  const text = useText();
  return <WizardSteps label={text('wizard.steps')} steps={steps.map((key) => ({ key, name: text(`wizard.${key}`) }))} current={current} />;
}
