import { useEffect } from 'react';
import { Navigate, useLocation } from 'react-router';
import { Brand } from '@/app/Brand';
import { LanguageSwitch } from '@/app/LanguageSwitch';
import { useText } from '@/shared/i18n/text';
import { LoadingState, ProblemState } from '@/shared/ui/states';
import { useSessionQuery } from '../api';
import { FirstPasswordForm } from '../components/FirstPasswordForm';
import { LoopPicture } from '../components/LoopPicture';
import { SignInForm } from '../components/SignInForm';
import styles from './SignInPage.module.css';

/** Sign-in; who signs in with a one-time password chooses their own before anything else. */
export function SignInPage() {
  const text = useText();
  const location = useLocation();
  const query = useSessionQuery();
  const from = (location.state as { from?: string } | null)?.from ?? '/';

  useEffect(() => {
    document.title = `${text('signIn.title')} · ${text('brand.name')}`;
  }, [text]);

  if (query.data && !query.data.mustChangePassword) {
    return <Navigate to={from} replace />;
  }
  return (
    <div className={styles.page}>
      <aside className={styles.story}>
        <Brand folded={false} />
        <div className={styles.words}>
          <p className={styles.headline}>{text('signIn.headline')}</p>
          <p className={styles.lead}>{text('signIn.lead')}</p>
        </div>
        <LoopPicture />
      </aside>
      <main className={styles.side}>
        <div className={styles.language}>
          <LanguageSwitch />
        </div>
        <div className={styles.form}>
          {query.isPending ? (
            <LoadingState />
          ) : query.data === undefined ? (
            <ProblemState error={query.error} onRetry={() => query.refetch()} />
          ) : query.data === null ? (
            <SignInForm />
          ) : (
            <FirstPasswordForm displayName={query.data.displayName} />
          )}
        </div>
      </main>
    </div>
  );
}
