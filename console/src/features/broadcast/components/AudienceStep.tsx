import { Checkbox, Input, Select } from 'antd';
import { Link } from 'react-router';
import { useSegment, useSegmentOptions } from '@/features/segment/api';
import { useConditionWords } from '@/features/segment/words';
import { useText } from '@/shared/i18n/text';
import { LabelledField } from '@/shared/ui/LabelledField';
import { Panel } from '@/shared/ui/Panel';
import { Count, Moment } from '@/shared/ui/values';
import styles from './Wizard.module.css';
import type { StepProps } from './wizard';

/** Who is meant. */
export function AudienceStep({ edited, isAsked, onChange }: StepProps) {
  const text = useText();
  const segments = useSegmentOptions();
  const say = useConditionWords();
  const segment = useSegment(edited.segmentId ?? '');
  return (
    <Panel title={text('broadcast.step.audience')}>
      <div className={styles.fields}>
        <LabelledField
          label={text('broadcast.name')}
          error={isAsked && edited.name.trim() === '' ? text('broadcast.name.required') : undefined}
        >
          {(id) => (
            <Input
              id={id}
              value={edited.name}
              maxLength={100}
              placeholder={text('broadcast.name.hint')}
              onChange={(event) => onChange({ name: event.target.value })}
            />
          )}
        </LabelledField>
        <LabelledField
          label={text('broadcast.segment')}
          error={isAsked && edited.segmentId === undefined ? text('broadcast.segment.required') : undefined}
        >
          {(id) => (
            <Select
              id={id}
              showSearch={{ optionFilterProp: 'label' }}
              placeholder={text('builder.choose')}
              value={edited.segmentId}
              options={segments}
              onChange={(segmentId) => onChange({ segmentId })}
            />
          )}
        </LabelledField>
        <div>
          <Checkbox checked={edited.personalised} onChange={(event) => onChange({ personalised: event.target.checked })}>
            {text('broadcast.personalised')}
          </Checkbox>
          <div className="q-muted">{text('broadcast.personalised.hint')}</div>
        </div>
      </div>
      {segment.data && edited.segmentId !== undefined && (
        <div className={styles.note}>
          <div className={styles.big}>
            <Count value={segment.data.size} /> <span className={styles.unit}>{text('broadcast.customersNow')}</span>
          </div>
          <div>{say(segment.data.condition)}</div>
          <div className={`${styles.sub} q-linked`}>
            {text('segment.computedAt')} <Moment at={segment.data.computedAt} ago /> ·{' '}
            <Link to={`/segments/${segment.data.id}`} target="_blank">
              {text('broadcast.segment.open')}
            </Link>
          </div>
        </div>
      )}
      <p className={styles.hint}>
        {text('broadcast.segment.when')}{' '}
        <Link to="/segments/new" target="_blank">
          {text('segments.create')}
        </Link>
      </p>
    </Panel>
  );
}
