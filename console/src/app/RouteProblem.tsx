import { useRouteError } from 'react-router';
import { ProblemState } from '@/shared/ui/states';

/** A page that could not be loaded at all, for example because the server was upgraded while the console was open. */
export function RouteProblem() {
  const error = useRouteError();
  return <ProblemState error={error} onRetry={() => window.location.reload()} />;
}
