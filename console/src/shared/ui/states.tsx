import type { UseQueryResult } from '@tanstack/react-query';
import { Button, Spin } from 'antd';
import type { ReactNode } from 'react';
import { problemOf } from '@/shared/api/problem';
import { useLanguage } from '@/shared/i18n/language';
import { type MessageKey, useText } from '@/shared/i18n/text';
import { CloudSyncOutlined, InboxOutlined, LockOutlined, ReloadOutlined, WarningOutlined } from '@/shared/ui/icons';
import styles from './states.module.css';

interface StateProps {
  icon: ReactNode;
  title: string;
  hint?: ReactNode;
  action?: ReactNode;
  tone?: 'calm' | 'bad';
  role?: 'alert' | 'status';
}

function State({ icon, title, hint, action, tone = 'calm', role }: StateProps) {
  return (
    <div className={styles.state} role={role}>
      <div className={tone === 'bad' ? styles.badIcon : styles.icon} aria-hidden="true">
        {icon}
      </div>
      <div className={styles.title}>{title}</div>
      {hint !== undefined && <div className={styles.hint}>{hint}</div>}
      {action !== undefined && <div className={styles.action}>{action}</div>}
    </div>
  );
}

export function EmptyState({ title, hint, action, icon }: { title: string; hint?: ReactNode; action?: ReactNode; icon?: ReactNode }) {
  return <State icon={icon ?? <InboxOutlined />} title={title} hint={hint} action={action} />;
}

/** A small sign that something is being worked on, beside what is shown already. */
export function Working({ label, small = false }: { label: string; small?: boolean }) {
  return (
    <span role="status" aria-label={label}>
      <Spin size={small ? 'small' : 'medium'} />
    </span>
  );
}

export function LoadingState({ tall = false }: { tall?: boolean }) {
  const text = useText();
  return (
    <div className={tall ? styles.loadingTall : styles.loading} role="status">
      <Spin />
      <span className="q-visually-hidden">{text('state.loading')}</span>
    </div>
  );
}

export function ForbiddenState() {
  const text = useText();
  return <State icon={<LockOutlined />} title={text('state.forbidden.title')} hint={text('state.forbidden.hint')} role="alert" />;
}

/** What went wrong in the server's words, what to do about it in ours, and a way to try again. */
export function ProblemState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const text = useText();
  const language = useLanguage();
  const problem = problemOf(error);
  if (problem.status === 403) {
    return <ForbiddenState />;
  }
  // The server names problems in the reader's language, but goes into detail in English.
  const { title, advice } = wordsFor(problem.status);
  return (
    <State
      icon={problem.status === 0 ? <CloudSyncOutlined /> : <WarningOutlined />}
      tone="bad"
      role="alert"
      title={problem.title === '' ? text(title) : problem.title}
      hint={
        <>
          {problem.detail !== undefined && language === 'en' && <div>{problem.detail}</div>}
          <div>{text(advice)}</div>
        </>
      }
      action={
        onRetry && (
          <Button icon={<ReloadOutlined />} onClick={onRetry}>
            {text('action.retry')}
          </Button>
        )
      }
    />
  );
}

export function wordsFor(status: number): { title: MessageKey; advice: MessageKey } {
  if (status === 0) return { title: 'problem.unreachable.title', advice: 'problem.unreachable.advice' };
  if (status === 404) return { title: 'problem.notFound.title', advice: 'problem.notFound.advice' };
  if (status === 409 || status === 412) return { title: 'problem.conflict.title', advice: 'problem.conflict.advice' };
  if (status === 429 || status === 503) return { title: 'problem.busy.title', advice: 'problem.busy.advice' };
  if (status >= 500) return { title: 'problem.server.title', advice: 'problem.server.advice' };
  if (status < 0) return { title: 'problem.console.title', advice: 'problem.console.advice' };
  return { title: 'problem.refused.title', advice: 'problem.refused.advice' };
}

/** One query's loading, problem and data, so that no page forgets one of them. */
export function QueryView<T>({ query, children, tall }: { query: UseQueryResult<T>; children: (data: T) => ReactNode; tall?: boolean }) {
  if (query.data !== undefined) {
    return children(query.data);
  }
  if (query.isError) {
    return <ProblemState error={query.error} onRetry={() => query.refetch()} />;
  }
  return <LoadingState tall={tall} />;
}
