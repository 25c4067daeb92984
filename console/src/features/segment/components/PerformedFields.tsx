import { DatePicker, InputNumber, Select } from 'antd';
import dayjs from 'dayjs';
import { useText } from '@/shared/i18n/text';
import { useSegmentFields } from '../api';
import type { Measure, PerformedDraft, TimeWindow } from '../model';
import { RangeFields } from './RangeFields';

const measures: Measure[] = ['count', 'sum', 'average', 'distinct'];
const windows: TimeWindow['type'][] = ['within', 'between', 'ever'];

/** What somebody did: in which window, which event, how often or how much of one of its properties. */
export function PerformedFields({ draft, onChange }: { draft: PerformedDraft; onChange: (draft: PerformedDraft) => void }) {
  const text = useText();
  const fields = useSegmentFields();
  const properties = fields.data?.events.find((each) => each.event === draft.event)?.properties ?? [];
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
        onChange={(event) => onChange({ ...draft, event, measure: 'count', property: undefined })}
      />
      <Select
        aria-label={text('builder.measure')}
        popupMatchSelectWidth={false}
        style={{ minWidth: 90 }}
        value={draft.measure}
        options={measures
          .filter((measure) => measure === 'count' || properties.length > 0)
          .map((measure) => ({ value: measure, label: text(`measure.${measure}`) }))}
        onChange={(measure) =>
          onChange({ ...draft, measure, property: measure === 'count' ? undefined : (draft.property ?? properties[0]) })
        }
      />
      {draft.measure !== 'count' && (
        <Select
          aria-label={text('builder.property')}
          placeholder={text('builder.property')}
          popupMatchSelectWidth={false}
          style={{ minWidth: 110 }}
          value={draft.property}
          options={properties.map((property) => ({ value: property, label: text.word('property', property) }))}
          onChange={(property) => onChange({ ...draft, property })}
        />
      )}
      <RangeFields range={draft} unit={{ kind: 'count' }} onChange={(range) => onChange({ ...draft, ...range })} />
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
