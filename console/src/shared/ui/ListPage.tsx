import type { ReactNode } from 'react';
import { KeysetTable, type KeysetTableProps } from './KeysetTable';
import styles from './ListPage.module.css';
import { PageHeader } from './PageHeader';

export interface ListPageProps<T> extends Omit<KeysetTableProps<T>, 'label' | 'size'> {
  title: string;
  subtitle?: ReactNode;
  actions?: ReactNode;
  /** The query form above the table, see {@link QueryForm}. */
  filters?: ReactNode;
  /** Something to know, between the head and the table. */
  notice?: ReactNode;
}

/** A page that is one list, with its query form. */
export function ListPage<T extends object>({ title, subtitle, actions, filters, notice, ...table }: ListPageProps<T>) {
  return (
    <>
      <PageHeader title={title} subtitle={subtitle} actions={actions} />
      {notice !== undefined && <div className={styles.notice}>{notice}</div>}
      <div className={styles.sheet}>
        {filters !== undefined && <div className={styles.filters}>{filters}</div>}
        <KeysetTable<T> label={title} {...table} />
      </div>
    </>
  );
}
