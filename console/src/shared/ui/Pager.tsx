import { Button } from 'antd';
import { formatCount } from '@/shared/format/number';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';
import { LeftOutlined, RightOutlined } from './icons';
import styles from './Pager.module.css';
import type { KeysetPages } from './useKeysetPages';

interface PagerProps {
  pages: KeysetPages;
  /** What the API said of the page shown; undefined while it is not there. */
  page: { nextCursor?: string | null; total?: number } | undefined;
  /** What is turned; needed where a page of the console has two of them. */
  label?: string;
}

/** Turns keyset pages. Nothing to turn and no total to tell: nothing is shown. */
export function Pager({ pages, page, label }: PagerProps) {
  const text = useText();
  const language = useLanguage();
  if (page === undefined || (!page.nextCursor && pages.pageNumber === 1 && !page.total)) return null;
  return (
    <nav className={styles.pager} aria-label={label ?? text('list.pages')}>
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
  );
}
