import { createContext, type ReactNode, useContext } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import { useSessionQuery } from '@/features/access/api';
import { mayEnter, type Room, type Session } from '@/shared/access';
import { ForbiddenState, LoadingState, ProblemState } from '@/shared/ui/states';

const SessionContext = createContext<Session | null>(null);

/** The session of whoever uses the page; only below {@link RequireSession}. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) {
    throw new Error('used outside RequireSession');
  }
  return session;
}

/** Shows its children to who is signed in and has a password of their own; others are led to the sign-in page and back. */
export function RequireSession({ children }: { children: ReactNode }) {
  const query = useSessionQuery();
  const location = useLocation();
  if (query.isPending) {
    return <LoadingState tall />;
  }
  if (query.data === undefined) {
    return <ProblemState error={query.error} onRetry={() => query.refetch()} />;
  }
  if (query.data === null || query.data.mustChangePassword) {
    return <Navigate to="/sign-in" replace state={{ from: `${location.pathname}${location.search}` }} />;
  }
  return <SessionContext value={query.data}>{children}</SessionContext>;
}

export function RequireRoom({ room }: { room: Room }) {
  const session = useSession();
  return mayEnter(session, room) ? <Outlet /> : <ForbiddenState />;
}
