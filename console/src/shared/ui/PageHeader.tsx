import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { Link } from 'react-router';
import { useText } from '@/shared/i18n/text';
import { ArrowLeftOutlined } from '@/shared/ui/icons';
import styles from './PageHeader.module.css';

interface PageHeaderProps {
  title: string;
  /** Beside the title, e.g. a state. */
  mark?: ReactNode;
  subtitle?: ReactNode;
  /** Where the arrow leads; without it there is none. */
  back?: string;
  actions?: ReactNode;
}

/** The head of every page: the only h1, what it is about, and what can be done here. */
export function PageHeader({ title, mark, subtitle, back, actions }: PageHeaderProps) {
  const text = useText();
  useEffect(() => {
    document.title = `${title} · ${text('brand.name')}`;
  }, [title, text]);
  return (
    <div className={styles.header}>
      <div className={styles.words}>
        <div className={styles.titleLine}>
          {back !== undefined && (
            <Link to={back} className={styles.back} aria-label={text('action.back')}>
              <ArrowLeftOutlined />
            </Link>
          )}
          <h1 className={styles.title}>{title}</h1>
          {mark}
        </div>
        {subtitle !== undefined && <div className={styles.subtitle}>{subtitle}</div>}
      </div>
      {actions !== undefined && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
