import { Select, Spin } from 'antd';
import { useMemo, useState } from 'react';
import { useText } from '@/shared/i18n/text';
import { useDebounced } from '@/shared/ui/useDebounced';
import { useCustomer, useCustomerSearch } from '../api';
import { CustomerName, useCustomerName } from './CustomerName';

/** Typing pauses shorter than this do not reach the server. */
const settleMs = 300;

interface CustomerSelectProps {
  id?: string;
  label: string;
  value: string | undefined;
  onChange: (customerId: string | undefined) => void;
}

/** Finds one customer by a whole phone, member, order or customer number. */
export function CustomerSelect({ id, label, value, onChange }: CustomerSelectProps) {
  const text = useText();
  const name = useCustomerName();
  const [typed, setTyped] = useState('');
  const asked = useDebounced(typed.trim(), settleMs);
  const found = useCustomerSearch(asked);
  const chosen = useCustomer(value ?? '');
  const options = useMemo(() => {
    const known = [...(found.data?.items ?? []), ...(chosen.data && value ? [chosen.data] : [])];
    const once = new Map(known.map((customer) => [customer.id, customer]));
    return [...once.values()].map((customer) => ({ value: customer.id, label: name(customer), customer }));
  }, [found.data, chosen.data, value, name]);
  const shown = typed.trim() === '' ? options : options.filter((option) => found.data?.items.some(({ id: each }) => each === option.value));
  return (
    <Select
      id={id}
      aria-label={label}
      style={{ width: '100%', minWidth: 220 }}
      placeholder={text('customers.search.hint')}
      allowClear
      showSearch={{ filterOption: false, searchValue: typed, onSearch: setTyped }}
      value={value}
      options={shown}
      optionRender={(option) => <CustomerName customer={option.data.customer} />}
      notFoundContent={
        typed.trim() === '' ? (
          <span className="q-muted">{text('customers.search.hint')}</span>
        ) : found.isFetching || asked !== typed.trim() ? (
          <Spin size="small" />
        ) : (
          <span className="q-muted">{text('customers.none')}</span>
        )
      }
      onChange={(next) => {
        setTyped('');
        onChange(next);
      }}
    />
  );
}
