import { DatePicker } from 'antd';
import dayjs from 'dayjs';

interface DayFieldProps {
  id?: string;
  /** A calendar day of the API. */
  value?: string;
  onChange?: (day: string | undefined) => void;
  /** The first day that can be chosen. */
  min?: string;
  placeholder?: string;
}

/** A calendar day in a form. */
export function DayField({ id, value, onChange, min, placeholder }: DayFieldProps) {
  return (
    <DatePicker
      id={id}
      style={{ width: '100%' }}
      value={value === undefined ? null : dayjs(value)}
      minDate={min === undefined ? undefined : dayjs(min)}
      placeholder={placeholder}
      onChange={(day) => onChange?.(day === null ? undefined : day.format('YYYY-MM-DD'))}
    />
  );
}
