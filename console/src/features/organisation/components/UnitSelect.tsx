import { Select, Spin } from 'antd';
import { useMemo, useState } from 'react';
import { useText } from '@/shared/i18n/text';
import { useDebounced } from '@/shared/ui/useDebounced';
import { useSummary, useUnit, useUnitSearch } from '../api';
import styles from './UnitSelect.module.css';

const settleMs = 250;

interface UnitSelectProps {
  id?: string;
  value?: string;
  onChange?: (unitId: string) => void;
  /** Not offered: a unit cannot stand below itself. */
  exceptId?: string;
}

/** Finds one open unit by its name or code; the headquarters are offered before anything is typed. */
export function UnitSelect({ id, value, onChange, exceptId }: UnitSelectProps) {
  const text = useText();
  const [typed, setTyped] = useState('');
  const asked = useDebounced(typed.trim(), settleMs);
  const found = useUnitSearch(asked);
  const chosen = useUnit(value ?? '');
  const root = useSummary().data?.root;
  const options = useMemo(() => {
    if (typed.trim() === '') {
      const known = [root, chosen.data].filter((unit) => unit !== undefined && unit.id !== exceptId);
      return [...new Map(known.map((unit) => [unit?.id, unit])).values()].map((unit) => ({
        value: unit?.id ?? '',
        label: unit?.name ?? '',
        hint: '',
      }));
    }
    return (found.data ?? [])
      .filter((unit) => unit.isOpen && unit.id !== exceptId)
      .map((unit) => ({ value: unit.id, label: unit.name, hint: [...unit.path, unit.code].filter(Boolean).join(' › ') }));
  }, [typed, found.data, root, chosen.data, exceptId]);
  return (
    <Select
      id={id}
      style={{ width: '100%' }}
      placeholder={text('org.search.hint')}
      showSearch={{ filterOption: false, searchValue: typed, onSearch: setTyped }}
      value={value}
      options={options}
      optionRender={({ data }) => (
        <div>
          <div>{data.label}</div>
          {data.hint !== '' && <div className={styles.hint}>{data.hint}</div>}
        </div>
      )}
      notFoundContent={
        found.isFetching || asked !== typed.trim() ? <Spin size="small" /> : <span className="q-muted">{text('org.search.none')}</span>
      }
      onChange={(next) => {
        setTyped('');
        onChange?.(next);
      }}
    />
  );
}
