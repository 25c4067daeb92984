import { Link } from 'react-router';
import { useText } from '@/shared/i18n/text';
import type { CustomerSummary } from '../api';
import styles from './CustomerName.module.css';

type Named = Pick<CustomerSummary, 'name' | 'customerNo'>;

/** The masked name, or the customer number of one whose name nobody told us. */
export function useCustomerName(): (customer: Named) => string {
  const text = useText();
  return (customer) => customer.name ?? text('customer.nameless', { no: customer.customerNo });
}

const grounds = ['#e5f0ed', '#f7efdf', '#e7eff6', '#f6e9e3', '#efeaf4'];
const inks = ['#0d5f50', '#7c5716', '#2a5b86', '#8a3d25', '#5a4170'];

/** A round mark that is the same for the same customer everywhere. */
export function CustomerMark({ customer, size = 32 }: { customer: Named; size?: number }) {
  const tone = customer.customerNo % grounds.length;
  return (
    <span
      className={styles.mark}
      style={{ width: size, height: size, fontSize: size * 0.44, background: grounds[tone], color: inks[tone] }}
      aria-hidden="true"
    >
      {customer.name?.slice(0, 1) ?? '#'}
    </span>
  );
}

export function CustomerName({ customer }: { customer: Named }) {
  const name = useCustomerName();
  return (
    <span className={styles.line}>
      <CustomerMark customer={customer} />
      <span>
        {name(customer)}
        {customer.name !== undefined && <span className={styles.no}> #{customer.customerNo}</span>}
      </span>
    </span>
  );
}

/** The name as a link to the customer; without an id, as of one who was merged away, it leads nowhere. */
export function CustomerLink({ customer }: { customer: Named & { id?: string } }) {
  const name = <CustomerName customer={customer} />;
  return customer.id === undefined ? name : <Link to={`/customers/${customer.id}`}>{name}</Link>;
}
