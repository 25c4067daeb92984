import { DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useText } from '@/shared/i18n/text';
import { QueryField, QueryForm } from '@/shared/ui/QueryForm';
import type { AuditFilter } from '../api';
import { auditActions, auditKinds, auditOutcomes } from '../model';
import { useActionWords } from '../words';

interface AuditFiltersProps {
  filter: AuditFilter;
  onChange: (changes: AuditFilter) => void;
  onReset?: (() => void) | undefined;
}

export function AuditFilters({ filter, onChange, onReset }: AuditFiltersProps) {
  const text = useText();
  const actionWords = useActionWords();
  return (
    <QueryForm label={text('audit.filters')} onReset={onReset}>
      <QueryField label={text('audit.actor')}>
        <Search label={text('audit.actor')} value={filter.actor} onChange={(actor) => onChange({ actor })} />
      </QueryField>
      <QueryField label={text('audit.action')}>
        <Select
          aria-label={text('audit.action')}
          placeholder={text('customers.any')}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          style={{ minWidth: 210 }}
          value={filter.action}
          options={auditActions.map((action) => ({ value: action, label: actionWords(action) }))}
          onChange={(action) => onChange({ action })}
        />
      </QueryField>
      <QueryField label={text('audit.kind')}>
        <Select
          aria-label={text('audit.kind')}
          placeholder={text('customers.any')}
          allowClear
          style={{ minWidth: 120 }}
          value={filter.kind}
          options={auditKinds.map((kind) => ({ value: kind, label: text(`auditKind.${kind}`) }))}
          onChange={(kind) => onChange({ kind })}
        />
      </QueryField>
      <QueryField label={text('audit.outcome')}>
        <Select
          aria-label={text('audit.outcome')}
          placeholder={text('customers.any')}
          allowClear
          style={{ minWidth: 120 }}
          value={filter.outcome}
          options={auditOutcomes.map((outcome) => ({ value: outcome, label: text(`auditOutcome.${outcome}`) }))}
          onChange={(outcome) => onChange({ outcome })}
        />
      </QueryField>
      <QueryField label={text('audit.objectId')}>
        <Search label={text('audit.objectId')} value={filter.objectId} onChange={(objectId) => onChange({ objectId })} />
      </QueryField>
      <QueryField label={text('audit.period')}>
        <DatePicker.RangePicker
          id={{ start: 'audit-from', end: 'audit-until' }}
          aria-label={text('audit.period')}
          allowEmpty={[true, true]}
          value={[filter.from ? dayjs(filter.from) : null, filter.until ? dayjs(filter.until).subtract(1, 'day') : null]}
          onChange={(days) =>
            onChange({
              from: days?.[0]?.startOf('day').toISOString(),
              until: days?.[1]?.add(1, 'day').startOf('day').toISOString(),
            })
          }
        />
      </QueryField>
    </QueryForm>
  );
}

/** Asks when it is complete: with Enter, or when it is left or cleared. */
function Search({ label, value, onChange }: { label: string; value: string | undefined; onChange: (value: string | undefined) => void }) {
  const commit = (typed: string) => {
    const next = typed.trim() || undefined;
    if (next !== value) onChange(next);
  };
  return (
    <Input
      key={value ?? ''}
      aria-label={label}
      defaultValue={value}
      allowClear
      onPressEnter={(event) => commit(event.currentTarget.value)}
      onBlur={(event) => commit(event.currentTarget.value)}
      onClear={() => commit('')}
    />
  );
}
