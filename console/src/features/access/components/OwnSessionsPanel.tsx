import { Button } from 'antd';
import { useText } from '@/shared/i18n/text';
import { Panel } from '@/shared/ui/Panel';
import { QueryView } from '@/shared/ui/states';
import { useConfirm } from '@/shared/ui/useConfirm';
import { useEndOtherSessions, useEndOwnSession, useOwnSessions } from '../api';
import { SessionTable } from './SessionTable';

export function OwnSessionsPanel() {
  const text = useText();
  const confirm = useConfirm();
  const query = useOwnSessions();
  const end = useEndOwnSession();
  const endOthers = useEndOtherSessions();
  const others = query.data?.filter((session) => !session.isCurrent) ?? [];
  const askAll = () =>
    confirm({
      title: text('sessions.endOthers.title'),
      hint: text('sessions.endOthers.hint'),
      ok: text('sessions.endOthers'),
      danger: true,
      act: () => endOthers.mutateAsync(),
      done: text('sessions.ended'),
    });
  return (
    <Panel
      title={text('sessions.title')}
      flush
      extra={
        others.length > 0 && (
          <Button size="small" danger onClick={askAll}>
            {text('sessions.endOthers')}
          </Button>
        )
      }
    >
      <QueryView query={query}>
        {(sessions) => (
          <SessionTable
            label={text('sessions.title')}
            sessions={sessions}
            onEnd={(session) =>
              confirm({
                title: text('sessions.end.title'),
                hint: text('sessions.end.hint'),
                ok: text('sessions.end'),
                danger: true,
                act: () => end.mutateAsync(session.id),
                done: text('sessions.ended'),
              })
            }
          />
        )}
      </QueryView>
    </Panel>
  );
}
