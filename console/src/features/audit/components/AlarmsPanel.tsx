import { Link } from 'react-router';
import { useText } from '@/shared/i18n/text';
import { CheckCircleOutlined } from '@/shared/ui/icons';
import { Panel } from '@/shared/ui/Panel';
import { EmptyState, QueryView } from '@/shared/ui/states';
import { Moment } from '@/shared/ui/values';
import { type AuditAlarm, useAuditAlarms } from '../api';
import { useActionWords } from '../words';
import styles from './AuditPanels.module.css';

/** Who did something unusually often, latest first. */
export function AlarmsPanel() {
  const text = useText();
  const query = useAuditAlarms();
  return (
    <Panel title={text('audit.alarms')}>
      <QueryView query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={<CheckCircleOutlined />} title={text('audit.noAlarms')} />
          ) : (
            <ul className={styles.alarms}>
              {items.map((alarm) => (
                <Alarm key={alarm.id} alarm={alarm} />
              ))}
            </ul>
          )
        }
      </QueryView>
    </Panel>
  );
}

function Alarm({ alarm }: { alarm: AuditAlarm }) {
  const text = useText();
  const actionWords = useActionWords();
  const { actor, action, counted, allowed } = alarm;
  return (
    <li>
      <span>
        <Link to={`/audit?${new URLSearchParams({ actor, action })}`}>{actor}</Link>{' '}
        {text(`auditRule.${alarm.rule}`, { action: actionWords(action), counted, allowed })}
      </span>
      <span className={styles.when}>
        <Moment at={alarm.at} ago />
      </span>
    </li>
  );
}
