import { Select, Spin } from 'antd';
import { useState } from 'react';
import { useText } from '@/shared/i18n/text';
import { useDebounced } from '@/shared/ui/useDebounced';
import { useUnit, useUnitSearch } from '../api';
import styles from './UnitSelect.module.css';

/** Typing pauses shorter than this do not reach the server. */
const settleMs = 250;

interface UnitSelectProps {
  id?: string;
  /** For a field without a label beside it. */
  label?: string;
  value?: string;
  /** What the chosen unit is called; read from the server when left out. */
  name?: string;
  onChange?: (unitId: string, name: string) => void;
  /** Not offered: a unit cannot stand below itself. */
  exceptId?: string;
}

/** Finds one open unit by a part of its name or by a code, and shows where it stands; the highest ones before anything is typed. */
export function UnitSelect({ id, label, value, name, onChange, exceptId }: UnitSelectProps) {
  const text = useText();
  const [typed, setTyped] = useState('');
  const [isOpen, setOpen] = useState(false);
  const asked = useDebounced(typed.trim(), settleMs);
  const found = useUnitSearch(asked, isOpen);
  const chosen = useUnit(name === undefined ? (value ?? '') : '');
  const options = (found.data ?? [])
    .filter((unit) => unit.isOpen && unit.id !== exceptId)
    .map((unit) => ({ value: unit.id, label: unit.name, unit }));
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      {...(label === undefined ? {} : { 'aria-label': label })}
      style={{ width: '100%' }}
      placeholder={text('org.select.hint')}
      showSearch={{ filterOption: false, searchValue: typed, onSearch: setTyped }}
      labelInValue
      value={value === undefined ? undefined : { value, label: name ?? chosen.data?.name ?? '' }}
      open={isOpen}
      onOpenChange={setOpen}
      options={options}
      optionRender={({ data: { unit } }) => (
        <div>
          <div>
            {unit.name} <span className="q-muted">{[text.word('unitKind', unit.kind), unit.code].filter(Boolean).join(' · ')}</span>
          </div>
          {unit.path.length > 0 && <div className={styles.path}>{unit.path.join(' › ')}</div>}
        </div>
      )}
      notFoundContent={
        found.isFetching || asked !== typed.trim() ? (
          <Spin size="small" />
        ) : (
          <span className="q-muted">{text(found.isError ? 'org.select.unreadable' : 'org.select.none')}</span>
        )
      }
      onChange={({ value: unitId }) => {
        setTyped('');
        const unit = found.data?.find((each) => each.id === unitId);
        if (unit !== undefined) onChange?.(unit.id, unit.name);
      }}
    />
  );
}
