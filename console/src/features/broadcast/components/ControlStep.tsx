import { Alert, InputNumber, Select, Slider } from 'antd';
import { useSegmentFields } from '@/features/segment/api';
import { formatBasisPoints, formatCount } from '@/shared/format/number';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';
import { LabelledField } from '@/shared/ui/LabelledField';
import { Panel } from '@/shared/ui/Panel';
import type { BroadcastEstimate } from '../api';
import { controlMaxBp, effectDaysMax } from '../model';
import { DetectableEffect } from './DetectableEffect';
import styles from './Wizard.module.css';
import type { StepProps } from './wizard';

/** Who is left out, so that the effect can be seen at all. */
export function ControlStep({ edited, onChange, estimate }: StepProps & { estimate: BroadcastEstimate | undefined }) {
  const text = useText();
  const language = useLanguage();
  const fields = useSegmentFields();
  const currencies = [...new Set([edited.currency, ...(fields.data?.currencies ?? [])])];
  const setShare = (percent: number | null) => onChange({ controlBp: Math.round((percent ?? 0) * 100) });
  return (
    <Panel title={text('broadcast.step.control')}>
      <div className={styles.control}>
        <p className={styles.hint} style={{ margin: 0 }}>
          {text('broadcast.control.hint')}
        </p>
        <LabelledField label={text('broadcast.control.share')}>
          {(id) => (
            <>
              <div className={styles.slider}>
                <Slider
                  min={0}
                  max={controlMaxBp / 100}
                  step={1}
                  marks={{ 0: '0', 5: '5', 10: '10', 20: '20', 50: '50\u202f%' }}
                  value={edited.controlBp / 100}
                  ariaLabelForHandle={text('broadcast.control.share')}
                  onChange={setShare}
                />
              </div>
              <InputNumber
                id={id}
                min={0}
                max={controlMaxBp / 100}
                precision={2}
                suffix="%"
                style={{ width: 140 }}
                value={edited.controlBp / 100}
                onChange={setShare}
              />
            </>
          )}
        </LabelledField>
        {edited.controlBp === 0 ? (
          <Alert type="warning" showIcon role="note" title={text('broadcast.control.none')} />
        ) : (
          estimate && (
            <Alert
              type="info"
              showIcon
              role="note"
              title={text('broadcast.control.means', {
                control: formatCount(estimate.control, language),
                controlNumber: estimate.control,
                chosen: formatCount(estimate.chosen, language),
                chosenNumber: estimate.chosen,
                share: formatBasisPoints(edited.controlBp, language),
              })}
              description={<DetectableEffect estimate={estimate} days={edited.effectDays} />}
            />
          )
        )}
        <div className={styles.fields}>
          <LabelledField label={text('broadcast.effectDays')} hint={text('broadcast.effectDays.hint')}>
            {(id) => (
              <InputNumber
                id={id}
                min={1}
                max={effectDaysMax}
                precision={0}
                suffix={text('builder.days')}
                style={{ width: 160 }}
                value={edited.effectDays}
                onChange={(effectDays) => onChange({ effectDays: effectDays ?? 7 })}
              />
            )}
          </LabelledField>
          <LabelledField label={text('source.currency')} hint={text('broadcast.currency.hint')}>
            {(id) => (
              <Select
                id={id}
                style={{ width: 160 }}
                value={edited.currency}
                options={currencies.map((currency) => ({ value: currency, label: currency }))}
                onChange={(currency) => onChange({ currency })}
              />
            )}
          </LabelledField>
        </div>
      </div>
    </Panel>
  );
}
