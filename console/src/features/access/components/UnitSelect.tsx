import { Select, Spin } from 'antd';
import { useState } from 'react';
import { useText } from '@/shared/i18n/text';
import { useDebounced } from '@/shared/ui/useDebounced';
import { useUnitSearch } from '../api';

/** Typing pauses shorter than this do not reach the server. */
const settleMs = 250;

interface UnitSelectProps {
  label: string;
  value: { id: string; name: string } | undefined;
  onChange: (unit: { id: string; name: string }) => void;
}

/** Finds one unit of the organisation by a part of its name or by a code, and shows where it stands. */
export function UnitSelect({ label, value, onChange }: UnitSelectProps) {
  const text = useText();
  const [typed, setTyped] = useState('');
  const [isOpen, setOpen] = useState(false);
  const found = useUnitSearch(useDebounced(typed.trim(), settleMs), isOpen);
  const options = (found.data ?? []).map((unit) => ({ value: unit.id, label: unit.name, unit }));
  return (
    <Select
      aria-label={label}
      style={{ width: '100%' }}
      placeholder={text('assignment.unit.hint')}
      showSearch={{ filterOption: false, searchValue: typed, onSearch: setTyped }}
      labelInValue
      value={value === undefined ? undefined : { value: value.id, label: value.name }}
      open={isOpen}
      onOpenChange={setOpen}
      options={options}
      optionRender={({ data: { unit } }) => (
        <div>
          <div>
            {unit.name} <span className="q-muted">{text.word('unitKind', unit.kind)}</span>
          </div>
          {unit.path.length > 0 && <div className="q-muted">{unit.path.join(' › ')}</div>}
        </div>
      )}
      notFoundContent={
        found.isFetching ? (
          <Spin size="small" />
        ) : (
          <span className="q-muted">{text(found.isError ? 'assignment.unit.unreadable' : 'assignment.unit.none')}</span>
        )
      }
      onChange={(chosen) => {
        setTyped('');
        const unit = found.data?.find(({ id }) => id === chosen.value);
        if (unit !== undefined) onChange({ id: unit.id, name: unit.name });
      }}
    />
  );
}
