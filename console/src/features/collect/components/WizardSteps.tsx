import { Steps } from 'antd';
import { useText } from '@/shared/i18n/text';

export type WizardStep = 'upload' | 'mapping' | 'run' | 'result';
const steps: WizardStep[] = ['upload', 'mapping', 'run', 'result'];

/** Where one is on the way from a file to its result; the last two steps are the page of the import itself. */
export function WizardSteps({ current }: { current: WizardStep }) {
  const text = useText();
  return (
    <Steps
      current={steps.indexOf(current)}
      size="small"
      style={{ marginBottom: 20, maxWidth: 860 }}
      items={steps.map((step) => ({ title: text(`wizard.${step}`) }))}
    />
  );
}
