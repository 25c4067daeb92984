import { Select } from 'antd';
import { useText } from '@/shared/i18n/text';
import { useSegmentFields } from '../api';
import type { MetricDraft } from '../model';
import { RangeFields, type Unit } from './RangeFields';

export function MetricFields({ draft, onChange }: { draft: MetricDraft; onChange: (draft: MetricDraft) => void }) {
  const text = useText();
  const fields = useSegmentFields();
  const currencies = fields.data?.currencies ?? [];
  const unitOf = (metric: string | undefined) => fields.data?.metrics.find((each) => each.metric === metric)?.unit ?? 'count';
  const kind = unitOf(draft.metric);
  const unit: Unit = kind === 'money' ? { kind, currency: draft.currency ?? currencies[0] ?? 'CNY' } : { kind };
  return (
    <>
      <Select
        aria-label={text('builder.metric')}
        placeholder={text('builder.metric')}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        style={{ minWidth: 140 }}
        loading={fields.isPending}
        value={draft.metric}
        options={fields.data?.metrics.map((each) => ({ value: each.metric, label: text.word('metric', each.metric) }))}
        // A bound in another unit means something else: it starts anew.
        onChange={(metric) =>
          onChange({
            type: 'metric',
            metric,
            operator: draft.operator,
            ...(unitOf(metric) === 'money' && currencies[0] ? { currency: currencies[0] } : {}),
          })
        }
      />
      {unit.kind === 'money' && currencies.length > 1 && (
        <Select
          aria-label={text('overview.currency')}
          value={unit.currency}
          options={currencies.map((currency) => ({ value: currency, label: currency }))}
          onChange={(currency) => onChange({ ...draft, currency, min: undefined, max: undefined })}
        />
      )}
      <RangeFields range={draft} unit={unit} onChange={(range) => onChange({ ...draft, ...range })} />
    </>
  );
}
