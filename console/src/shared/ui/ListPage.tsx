import type { UseQueryResult } from '@tanstack/react-query';
import { Button, Table, type TableProps } from 'antd';
import type { ReactNode } from 'react';
import { formatCount } from '@/shared/format/number';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';
import { LeftOutlined, RightOutlined } from '@/shared/ui/icons';
import styles from './ListPage.module.css';
import { PageHeader } from './PageHeader';
import { ProblemState } from './states';
import type { KeysetPages } from './useKeysetPages';

/** A page of any list of the API; the last has no cursor. */
export interface Page<T> {
  items: T[];
  nextCursor?: string | null;
  total?: number;
}

export interface ListPageProps<T> {
  title: string;
  subtitle?: ReactNode;
  actions?: ReactNode;
  /** The query form above the table, see {@link QueryForm}. */
  filters?: ReactNode;
  /** Something to know, between the head and the table. */
  notice?: ReactNode;
  query: UseQueryResult<Page<T>>;
  pages: KeysetPages;
  columns: NonNullable<TableProps<T>['columns']>;
  rowKey: (item: T) => string;
  onOpen?: (item: T) => void;
  empty: ReactNode;
}

/** A table of keyset pages with its query form and all its states. */
export function ListPage<T extends object>({
  title,
  subtitle,
  actions,
  filters,
  notice,
  query,
  pages,
  columns,
  rowKey,
  onOpen,
  empty,
}: ListPageProps<T>) {
  const text = useText();
  const language = useLanguage();
  const page = query.data;
  return (
    <>
      <PageHeader title={title} subtitle={subtitle} actions={actions} />
      {notice !== undefined && <div className={styles.notice}>{notice}</div>}
      <div className={styles.sheet}>
        {filters !== undefined && <div className={styles.filters}>{filters}</div>}
        {query.isError && page === undefined ? (
          <ProblemState error={query.error} onRetry={() => query.refetch()} />
        ) : (
          <Table<T>
            aria-label={title}
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
        )}
        {page !== undefined && (page.items.length > 0 || pages.pageNumber > 1) && (
          <nav className={styles.pages} aria-label={text('list.pages')}>
            <span className="q-muted q-figure">
              {page.total === undefined
                ? text('list.page', { page: pages.pageNumber })
                : text('list.pageOfTotal', { page: pages.pageNumber, total: formatCount(page.total, language), totalNumber: page.total })}
            </span>
            <Button icon={<LeftOutlined />} disabled={pages.pageNumber === 1} onClick={pages.goBack}>
              {text('list.previous')}
            </Button>
            <Button
              icon={<RightOutlined />}
              iconPlacement="end"
              disabled={!page.nextCursor}
              onClick={() => page.nextCursor && pages.goNext(page.nextCursor)}
            >
              {text('list.next')}
            </Button>
          </nav>
        )}
      </div>
    </>
  );
}

/** A click on a link or button inside a row is not a click on the row. */
function isInteractive(target: EventTarget): boolean {
  return target instanceof Element && target.closest('a, button, input, .ant-dropdown') !== null;
}
