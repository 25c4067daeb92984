import { Drawer } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { utcText } from '@/shared/format/date';
import { useText } from '@/shared/i18n/text';
import { Moment } from '@/shared/ui/values';
import type { AuditEntry } from '../api';
import { pageOf } from '../model';
import { useActionWords, useActorWords } from '../words';
import styles from './AuditPanels.module.css';
import { AuditKindTag, AuditOutcomeTag } from './AuditTags';

/** All that the trail says of one doing. */
export function AuditEntryDrawer({ entry, onClose }: { entry: AuditEntry | undefined; onClose: () => void }) {
  const text = useText();
  const actionWords = useActionWords();
  return (
    <Drawer
      title={entry && actionWords(entry.action)}
      open={entry !== undefined}
      onClose={onClose}
      size={440}
      destroyOnHidden
      closable={{ 'aria-label': text('action.close') }}
    >
      {entry && <Facts entry={entry} />}
    </Drawer>
  );
}

function Facts({ entry }: { entry: AuditEntry }) {
  const text = useText();
  const actorWords = useActorWords();
  const page = pageOf(entry.objectKind, entry.objectId);
  return (
    <dl className={styles.details}>
      <Fact label={text('audit.at')}>
        <Moment at={entry.at} /> · {utcText(entry.at)}
      </Fact>
      <Fact label={text('audit.actor')}>{actorWords(entry.actor)}</Fact>
      <Fact label={text('audit.kind')}>
        <AuditKindTag kind={entry.kind} />
      </Fact>
      <Fact label={text('audit.outcome')}>
        <AuditOutcomeTag outcome={entry.outcome} />
      </Fact>
      {entry.objectKind && (
        <Fact label={text('audit.object')}>
          {text.word('auditObject', entry.objectKind)} {page ? <Link to={page}>{entry.objectId}</Link> : entry.objectId}
        </Fact>
      )}
      {entry.reason && <Fact label={text('audit.reason')}>{entry.reason}</Fact>}
      {Object.entries(entry.details).map(([name, value]) => (
        <Fact key={name} label={text.word('auditDetail', name)}>
          {value}
        </Fact>
      ))}
      {entry.sourceIp && <Fact label={text('audit.sourceIp')}>{entry.sourceIp}</Fact>}
      {entry.userAgent && <Fact label={text('audit.userAgent')}>{entry.userAgent}</Fact>}
      <Fact label={text('audit.entryId')}>
        <code>{entry.id}</code>
      </Fact>
      <Fact label={text('audit.requestId')}>
        <code>{entry.requestId}</code>
      </Fact>
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
