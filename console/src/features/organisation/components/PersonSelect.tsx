import { Select, Spin } from 'antd';
import { useState } from 'react';
import { useText } from '@/shared/i18n/text';
import { useDebounced } from '@/shared/ui/useDebounced';
import { usePeople, usePerson } from '../api';

const settleMs = 250;

/** Finds one person by name, employee number or WeCom member. */
export function PersonSelect({ id, value, onChange }: { id?: string; value?: string; onChange?: (personId: string) => void }) {
  const text = useText();
  const [typed, setTyped] = useState('');
  const asked = useDebounced(typed.trim(), settleMs);
  const found = usePeople(asked, undefined);
  const chosen = usePerson(value ?? '');
  const known = [...(found.data?.items ?? []), ...(typed === '' && chosen.data !== undefined ? [chosen.data] : [])];
  return (
    <Select
      id={id}
      style={{ width: '100%' }}
      placeholder={text('org.people.search.hint')}
      showSearch={{ filterOption: false, searchValue: typed, onSearch: setTyped }}
      value={value}
      options={[...new Map(known.map((person) => [person.id, person])).values()].map((person) => ({
        value: person.id,
        label: [person.name, person.employeeNo].filter(Boolean).join(' · '),
      }))}
      notFoundContent={found.isFetching ? <Spin size="small" /> : <span className="q-muted">{text('org.people.none')}</span>}
      onChange={(next) => {
        setTyped('');
        onChange?.(next);
      }}
    />
  );
}
