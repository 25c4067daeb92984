import type { UseQueryResult } from '@tanstack/react-query';
import { Table, type TableProps } from 'antd';
import type { ReactNode } from 'react';
import styles from './KeysetTable.module.css';
import { Pager } from './Pager';
import { ProblemState } from './states';
import type { KeysetPages } from './useKeysetPages';

/** A page of any list of the API; the last has no cursor. */
export interface Page<T> {
  items: T[];
  nextCursor?: string | null;
  total?: number;
}

export interface KeysetTableProps<T> {
  label: string;
  query: UseQueryResult<Page<T>>;
  pages: KeysetPages;
  columns: NonNullable<TableProps<T>['columns']>;
  rowKey: (item: T) => string | number;
  onOpen?: (item: T) => void;
  empty: ReactNode;
  size?: 'small';
}

/** A table of keyset pages, with all its states. */
export function KeysetTable<T extends object>({ label, query, pages, columns, rowKey, onOpen, empty, size }: KeysetTableProps<T>) {
  const page = query.data;
  if (query.isError && page === undefined) {
    return <ProblemState error={query.error} onRetry={() => query.refetch()} />;
  }
  return (
    <>
      <Table<T>
        aria-label={label}
        size={size}
        columns={columns}
        dataSource={page?.items ?? []}
        rowKey={rowKey}
        loading={query.isFetching && (page === undefined || query.isPlaceholderData)}
        pagination={false}
        // An empty table needs no room to scroll, and would be a region that the keyboard cannot reach.
        scroll={page !== undefined && page.items.length > 0 ? { x: 'max-content' } : undefined}
        locale={{ emptyText: query.isPending ? ' ' : empty }}
        onRow={
          onOpen
            ? (item) => ({
                className: styles.openable,
                onClick: (event) => {
                  if (!isInteractive(event.target)) onOpen(item);
                },
              })
            : undefined
        }
      />
      <Pager pages={pages} page={page} />
    </>
  );
}

/** A click on a link or button inside a row is not a click on the row. */
function isInteractive(target: EventTarget): boolean {
  return target instanceof Element && target.closest('a, button, input, .ant-dropdown') !== null;
}
