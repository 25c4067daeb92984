import { Button, Drawer } from 'antd';
import { useText } from '@/shared/i18n/text';
import { QueryView } from '@/shared/ui/states';
import { useTellProblem } from '@/shared/ui/useTellProblem';
import { type StaffMember, useEndStaffSessions, useStaffSessions } from '../api';
import { SessionTable } from './SessionTable';

/** Where somebody else is signed in: a lost phone, somebody who was tricked. */
export function StaffSessionsDrawer({ person, onClose }: { person: StaffMember; onClose: () => void }) {
  const text = useText();
  const tellProblem = useTellProblem();
  const query = useStaffSessions(person.id);
  const end = useEndStaffSessions(person.id);
  const title = text('people.sessions.title', { name: person.displayName });
  return (
    <Drawer
      title={title}
      open
      size={760}
      onClose={onClose}
      closable={{ 'aria-label': text('action.close') }}
      extra={
        query.data !== undefined &&
        query.data.length > 0 && (
          <Button danger loading={end.isPending} onClick={() => end.mutate(undefined, { onError: tellProblem })}>
            {text('people.sessions.endAll')}
          </Button>
        )
      }
    >
      <QueryView query={query}>
        {(sessions) => (
          <SessionTable label={title} sessions={sessions} onEnd={(session) => end.mutate(session.id, { onError: tellProblem })} />
        )}
      </QueryView>
    </Drawer>
  );
}
