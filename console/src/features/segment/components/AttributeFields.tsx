import { DatePicker, InputNumber, Select } from 'antd';
import dayjs from 'dayjs';
import type { Schemas } from '@/shared/api/client';
import { useText } from '@/shared/i18n/text';
import { useSegmentFields } from '../api';
import type { AttributeDraft, AttributeOperator } from '../model';

type AttributeType = Schemas['AttributeField']['type'];

const operators: Record<AttributeType, AttributeOperator[]> = {
  text: ['is', 'is_not', 'exists'],
  number: ['is', 'at_least', 'at_most', 'between', 'exists'],
  date: ['is', 'at_least', 'at_most', 'between', 'exists'],
};

export function AttributeFields({ draft, onChange }: { draft: AttributeDraft; onChange: (draft: AttributeDraft) => void }) {
  const text = useText();
  const fields = useSegmentFields();
  const field = fields.data?.attributes.find((each) => each.attribute === draft.attribute);
  const type = field?.type ?? 'text';
  return (
    <>
      <Select
        aria-label={text('builder.attribute')}
        placeholder={text('builder.attribute')}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        style={{ minWidth: 140 }}
        loading={fields.isPending}
        value={draft.attribute}
        options={fields.data?.attributes.map((each) => ({ value: each.attribute, label: text.word('attribute', each.attribute) }))}
        onChange={(attribute) => onChange({ type: 'attribute', attribute, operator: 'is', values: [] })}
      />
      <Select
        aria-label={text('builder.operator')}
        popupMatchSelectWidth={false}
        style={{ minWidth: 100 }}
        value={draft.operator}
        options={operators[type].map((operator) => ({ value: operator, label: text(`operator.${operator}`) }))}
        onChange={(operator) => onChange({ ...draft, operator, values: [] })}
      />
      <Values key={`${draft.attribute} ${draft.operator}`} type={type} known={field?.values} draft={draft} onChange={onChange} />
    </>
  );
}

interface ValuesProps {
  type: AttributeType;
  known: string[] | undefined;
  draft: AttributeDraft;
  onChange: (draft: AttributeDraft) => void;
}

function Values({ type, known, draft, onChange }: ValuesProps) {
  const text = useText();
  if (draft.operator === 'exists') {
    return null;
  }
  if (draft.operator === 'is' || draft.operator === 'is_not') {
    return (
      <Select
        mode={known === undefined ? 'tags' : 'multiple'}
        aria-label={text('builder.values')}
        placeholder={text(known === undefined ? 'builder.typeValues' : 'builder.choose')}
        popupMatchSelectWidth={false}
        style={{ minWidth: 180, flex: 1, maxWidth: 420 }}
        disabled={draft.attribute === undefined}
        showSearch={{ optionFilterProp: 'label' }}
        value={draft.values}
        options={known?.map((value) => ({ value, label: text.word('gender', value) }))}
        onChange={(values) => onChange({ ...draft, values })}
      />
    );
  }
  const set = (index: number, value: string) => {
    const values = [...draft.values];
    values[index] = value;
    onChange({ ...draft, values: Array.from(values, (each) => each ?? '') });
  };
  const labels = draft.operator === 'between' ? [text('builder.from'), text('builder.to')] : [text('builder.value')];
  return labels.map((label, index) =>
    type === 'date' ? (
      <DatePicker
        key={label}
        aria-label={label}
        placeholder={label}
        value={draft.values[index] ? dayjs(draft.values[index]) : null}
        onChange={(day) => set(index, day?.format('YYYY-MM-DD') ?? '')}
      />
    ) : (
      <InputNumber
        key={label}
        aria-label={label}
        placeholder={label}
        stringMode
        value={draft.values[index] || null}
        onChange={(value) => set(index, value === null ? '' : String(value))}
      />
    ),
  );
}
