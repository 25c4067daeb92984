import { Alert, DatePicker, Radio, Select } from 'antd';
import dayjs from 'dayjs';
import { formatMoment } from '@/shared/format/date';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';
import { LabelledField } from '@/shared/ui/LabelledField';
import { Panel } from '@/shared/ui/Panel';
import type { BroadcastEstimate } from '../api';
import { sayMinutes } from '../words';
import styles from './Wizard.module.css';
import type { StepProps } from './wizard';

const spreads = [0, 30, 60, 120, 240, 480, 1_440];

/** When it starts and over how long it goes out. */
export function ScheduleStep({ edited, isAsked, onChange, estimate }: StepProps & { estimate: BroadcastEstimate | undefined }) {
  const text = useText();
  const language = useLanguage();
  const known = spreads.includes(edited.spreadMinutes) ? spreads : [...spreads, edited.spreadMinutes];
  return (
    <Panel title={text('broadcast.step.schedule')}>
      <Radio.Group
        aria-label={text('broadcast.start')}
        value={edited.isLater}
        options={[
          { value: false, label: text('broadcast.start.now') },
          { value: true, label: text('broadcast.start.at') },
        ]}
        onChange={(event) => onChange({ isLater: event.target.value })}
      />
      {edited.isLater && (
        <div className={styles.later}>
          <LabelledField
            label={text('broadcast.startAt')}
            error={isAsked && edited.startAt === undefined ? text('broadcast.startAt.required') : undefined}
          >
            {(id) => (
              <DatePicker
                id={id}
                showTime={{ format: 'HH:mm', minuteStep: 5 }}
                format="YYYY-MM-DD HH:mm"
                style={{ width: 260 }}
                minDate={dayjs().startOf('day')}
                value={edited.startAt === undefined ? null : dayjs(edited.startAt)}
                onChange={(value) => onChange({ startAt: value?.toISOString() })}
              />
            )}
          </LabelledField>
        </div>
      )}
      <div className={styles.later}>
        <LabelledField label={text('broadcast.spread')} hint={text('broadcast.spread.hint')}>
          {(id) => (
            <Select
              id={id}
              style={{ maxWidth: 260 }}
              value={edited.spreadMinutes}
              options={known.map((minutes) => ({
                value: minutes,
                label: minutes === 0 ? text('broadcast.spread.none') : text('broadcast.spread.over', { time: sayMinutes(minutes, text) }),
              }))}
              onChange={(spreadMinutes) => onChange({ spreadMinutes })}
            />
          )}
        </LabelledField>
      </div>
      {!edited.isLater && estimate?.quietUntil !== undefined && (
        <Alert type="info" showIcon role="note" title={text('estimate.quiet', { until: formatMoment(estimate.quietUntil, language) })} />
      )}
    </Panel>
  );
}
