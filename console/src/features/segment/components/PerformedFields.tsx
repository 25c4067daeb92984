import { DatePicker, InputNumber, Select } from 'antd';
import dayjs from 'dayjs';
import { useText } from '@/shared/i18n/text';
import { useSegmentFields } from '../api';
import { type Measure, measuresMoney, needsCurrency, type PerformedDraft, type TimeWindow } from '../model';
import { RangeFields, type Unit } from './RangeFields';

const measures: Measure[] = ['count', 'sum', 'average', 'distinct'];
const windows: TimeWindow['type'][] = ['within', 'between', 'ever'];

/** What somebody did: in which window, which event, how often or how much of one of its properties. */
export function PerformedFields({ draft, onChange }: { draft: PerformedDraft; onChange: (draft: PerformedDraft) => void }) {
  const text = useText();
  const fields = useSegmentFields();
  const properties = fields.data?.events.find((each) => each.event === draft.event)?.properties ?? [];
  const currencies = fields.data?.currencies ?? [];
  const currency = draft.currency ?? currencies[0];
  const unit: Unit = measuresMoney(draft) && currency !== undefined ? { kind: 'money', currency } : { kind: 'count' };
  const change = (next: PerformedDraft) => {
    // A bound in another unit means something else: it starts anew.
    const isSameUnit = measuresMoney(next) === measuresMoney(draft);
    onChange({
      ...next,
      ...(isSameUnit ? {} : { min: undefined, max: undefined }),
      currency: needsCurrency(next) ? (next.currency ?? currencies[0]) : undefined,
    });
  };
  return (
    <>
      <WindowFields window={draft.window} onChange={(window) => onChange({ ...draft, window })} />
      <Select
        aria-label={text('builder.event')}
        placeholder={text('builder.event')}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        style={{ minWidth: 110 }}
        loading={fields.isPending}
        value={draft.event}
        options={fields.data?.events.map((each) => ({ value: each.event, label: text.word('event', each.event) }))}
        onChange={(event) => change({ ...draft, event, measure: 'count', property: undefined })}
      />
      <Select
        aria-label={text('builder.measure')}
        popupMatchSelectWidth={false}
        style={{ minWidth: 90 }}
        value={draft.measure}
        options={measures
          .filter((measure) => measure === 'count' || properties.length > 0)
          .map((measure) => ({ value: measure, label: text(`measure.${measure}`) }))}
        onChange={(measure) => change({ ...draft, measure, property: measure === 'count' ? undefined : (draft.property ?? properties[0]) })}
      />
      {draft.measure !== 'count' && (
        <Select
          aria-label={text('builder.property')}
          placeholder={text('builder.property')}
          popupMatchSelectWidth={false}
          style={{ minWidth: 110 }}
          value={draft.property}
          options={properties.map((property) => ({ value: property, label: text.word('property', property) }))}
          onChange={(property) => change({ ...draft, property })}
        />
      )}
      {needsCurrency(draft) && currencies.length !== 1 && (
        <Select
          aria-label={text('overview.currency')}
          placeholder={text('overview.currency')}
          value={currency}
          options={currencies.map((each) => ({ value: each, label: each }))}
          onChange={(each) => onChange({ ...draft, currency: each, min: undefined, max: undefined })}
        />
      )}
      <RangeFields range={draft} unit={unit} onChange={(range) => onChange({ ...draft, ...range })} />
    </>
  );
}

function WindowFields({ window, onChange }: { window: TimeWindow; onChange: (window: TimeWindow) => void }) {
  const text = useText();
  const choose = (type: TimeWindow['type']) => {
    switch (type) {
      case 'ever':
        return onChange({ type });
      case 'within':
        return onChange({ type, days: 30 });
      case 'between':
        return onChange({ type, from: dayjs().startOf('month').toISOString(), to: dayjs().add(1, 'day').startOf('day').toISOString() });
    }
  };
  return (
    <>
      <Select
        aria-label={text('builder.window')}
        popupMatchSelectWidth={false}
        style={{ minWidth: 90 }}
        value={window.type}
        options={windows.map((type) => ({ value: type, label: text(`window.${type}`) }))}
        onChange={choose}
      />
      {window.type === 'within' && (
        <InputNumber<number>
          aria-label={text('builder.windowDays')}
          min={1}
          max={3660}
          precision={0}
          style={{ width: 96 }}
          suffix={text('builder.days')}
          value={window.days}
          onChange={(days) => onChange({ type: 'within', days: days ?? 1 })}
        />
      )}
      {window.type === 'between' && (
        <DatePicker.RangePicker
          allowClear={false}
          aria-label={text('builder.windowRange')}
          style={{ width: 250 }}
          // The API's end is not included; people mean the last day as a whole.
          value={[dayjs(window.from), dayjs(window.to).subtract(1, 'day')]}
          onChange={(range) => {
            const [from, to] = range ?? [];
            if (from && to) {
              onChange({ type: 'between', from: from.startOf('day').toISOString(), to: to.add(1, 'day').startOf('day').toISOString() });
            }
          }}
        />
      )}
    </>
  );
}
