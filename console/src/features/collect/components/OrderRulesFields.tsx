import { Select } from 'antd';
import type { Schemas } from '@/shared/api/client';
import { useText } from '@/shared/i18n/text';
import { LabelledField } from '@/shared/ui/LabelledField';
import { Panel } from '@/shared/ui/Panel';
import styles from './MappingStep.module.css';

type OrderRules = Schemas['OrderRules'];
const rules = ['cancellationPrefixes', 'adjustmentPrefixes', 'chargeSkus'] as const satisfies (keyof OrderRules)[];

/** How an order's number and its SKUs tell what it is: a sale, a cancellation, an adjustment, a charge. */
export function OrderRulesFields({ rules: values, onChange }: { rules: OrderRules; onChange: (rules: OrderRules) => void }) {
  const text = useText();
  return (
    <Panel title={text('orderRules.title')} extra={text('orderRules.hint')}>
      <div className={styles.fields}>
        {rules.map((rule) => (
          <LabelledField key={rule} label={text(`orderRules.${rule}`)} hint={text(`orderRules.${rule}.hint`)}>
            {(id) => (
              <Select
                id={id}
                mode="tags"
                open={false}
                suffixIcon={null}
                value={values[rule]}
                onChange={(next) => onChange({ ...values, [rule]: next })}
              />
            )}
          </LabelledField>
        ))}
      </div>
    </Panel>
  );
}
