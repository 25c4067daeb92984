import { Alert, Button, Progress } from 'antd';
import { useSession } from '@/app/guards';
import { may } from '@/shared/access';
import { formatCount } from '@/shared/format/number';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';
import { Figures } from '@/shared/ui/Figures';
import { ProblemAlert } from '@/shared/ui/FormDrawer';
import { CheckCircleOutlined, ClockCircleOutlined, CloseCircleOutlined, SyncOutlined } from '@/shared/ui/icons';
import { Panel } from '@/shared/ui/Panel';
import { StateTag } from '@/shared/ui/StateTag';
import { QueryView } from '@/shared/ui/states';
import { Moment } from '@/shared/ui/values';
import { type ContactSync, useSyncWecomContacts, useWecomContacts } from '../api';
import styles from '../pages/SettingsPage.module.css';

const looks = {
  never: { tone: 'calm', icon: <ClockCircleOutlined /> },
  running: { tone: 'info', icon: <SyncOutlined spin /> },
  ended: { tone: 'good', icon: <CheckCircleOutlined /> },
  failed: { tone: 'bad', icon: <CloseCircleOutlined /> },
} as const;

/** Guides and their customers in WeCom as last read: without them nobody is reached. */
export function ContactsPanel({ isSetUp }: { isSetUp: boolean }) {
  const text = useText();
  const query = useWecomContacts(isSetUp);
  return (
    <Panel title={text('contacts.title')} extra={query.data && <ContactsState contacts={query.data} />}>
      {isSetUp ? (
        <QueryView query={query}>{(contacts) => <Contacts contacts={contacts} />}</QueryView>
      ) : (
        <p className="q-muted" style={{ margin: 0 }}>
          {text('contacts.notYet')}
        </p>
      )}
    </Panel>
  );
}

function ContactsState({ contacts }: { contacts: ContactSync }) {
  const text = useText();
  return <StateTag {...looks[contacts.state]}>{text(`contacts.state.${contacts.state}`)}</StateTag>;
}

function Contacts({ contacts }: { contacts: ContactSync }) {
  const text = useText();
  const language = useLanguage();
  const mayManage = may(useSession(), 'channels.manage');
  const sync = useSyncWecomContacts();
  return (
    <>
      <Figures
        figures={[
          { name: text('contacts.guides'), value: formatCount(contacts.members, language) },
          { name: text('contacts.contacts'), value: formatCount(contacts.contacts, language) },
        ]}
      />
      <p className={styles.sub}>
        {contacts.syncedAt === undefined ? (
          text('contacts.never')
        ) : (
          <>
            {text('contacts.finishedAt')} <Moment at={contacts.syncedAt} ago />
          </>
        )}
      </p>
      {contacts.progress !== undefined && (
        <Progress
          percent={Math.round((contacts.progress.membersDone / Math.max(1, contacts.progress.membersTotal)) * 100)}
          aria-label={text('contacts.progress')}
        />
      )}
      {contacts.failure !== undefined && <Alert type="error" showIcon title={contacts.failure} style={{ marginTop: 12 }} />}
      {sync.error && (
        <div style={{ marginTop: 12 }}>
          <ProblemAlert error={sync.error} />
        </div>
      )}
      {mayManage && (
        <Button
          icon={<SyncOutlined />}
          style={{ marginTop: 14 }}
          disabled={contacts.state === 'running'}
          loading={sync.isPending}
          onClick={() => sync.mutate()}
        >
          {text('contacts.sync')}
        </Button>
      )}
    </>
  );
}
