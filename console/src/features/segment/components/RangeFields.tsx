import { DatePicker, InputNumber, Select } from 'antd';
import dayjs from 'dayjs';
import { fractionDigits, toMajor, toMinor } from '@/shared/format/money';
import { useText } from '@/shared/i18n/text';
import type { NumberOperator } from '../model';

export type Unit = { kind: 'money'; currency: string } | { kind: 'days' | 'instant' | 'count' };

export interface Range {
  operator: NumberOperator;
  min?: number;
  max?: number;
}

const operators: NumberOperator[] = ['at_least', 'at_most', 'between', 'exactly'];

/** An operator and the bounds it asks for, in the unit of what is compared. */
export function RangeFields({ range, unit, onChange }: { range: Range; unit: Unit; onChange: (range: Range) => void }) {
  const text = useText();
  const usesMin = range.operator !== 'at_most';
  const usesMax = range.operator === 'at_most' || range.operator === 'between';
  const both = usesMin && usesMax;
  return (
    <>
      <Select
        aria-label={text('builder.operator')}
        popupMatchSelectWidth={false}
        style={{ minWidth: 96 }}
        value={range.operator}
        options={operators.map((operator) => ({
          value: operator,
          label: text(unit.kind === 'instant' ? `operator.instant.${operator}` : `operator.${operator}`),
        }))}
        onChange={(operator) => onChange({ ...range, operator })}
      />
      {usesMin && (
        <Bound
          label={text(both ? 'builder.from' : 'builder.value')}
          unit={unit}
          value={range.min}
          onChange={(min) => onChange({ ...range, min })}
        />
      )}
      {both && <span className="q-muted">–</span>}
      {usesMax && (
        <Bound
          label={text(both ? 'builder.to' : 'builder.value')}
          unit={unit}
          value={range.max}
          onChange={(max) => onChange({ ...range, max })}
        />
      )}
    </>
  );
}

interface BoundProps {
  label: string;
  unit: Unit;
  value: number | undefined;
  onChange: (value: number | undefined) => void;
}

function Bound({ label, unit, value, onChange }: BoundProps) {
  const text = useText();
  switch (unit.kind) {
    case 'money':
      return (
        <InputNumber<number>
          aria-label={label}
          style={{ width: 132 }}
          prefix={unit.currency}
          precision={fractionDigits(unit.currency)}
          value={value === undefined ? null : Number(toMajor(value, unit.currency))}
          onChange={(major) => onChange(major === null ? undefined : toMinor(major, unit.currency))}
        />
      );
    case 'instant':
      return (
        <DatePicker
          aria-label={label}
          placeholder={label}
          value={value === undefined ? null : dayjs.unix(value)}
          onChange={(day) => onChange(day === null ? undefined : day.startOf('day').unix())}
        />
      );
    case 'days':
    case 'count':
      return (
        <InputNumber<number>
          aria-label={label}
          style={{ width: 110 }}
          suffix={unit.kind === 'days' ? text('builder.days') : undefined}
          value={value ?? null}
          onChange={(next) => onChange(next ?? undefined)}
        />
      );
  }
}
