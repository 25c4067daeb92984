import { Table, type TableProps } from 'antd';
import styles from './WideTable.module.css';

/** A table of figures that may be wider than its place: without links in it the keyboard needs the place itself to scroll it. */
export function WideTable<T extends object>({ label, ...table }: TableProps<T> & { label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
    <section className={styles.box} tabIndex={0} aria-label={label}>
      <Table<T> {...table} aria-label={label} pagination={false} />
    </section>
  );
}
