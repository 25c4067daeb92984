import { Alert } from 'antd';
import { useParams } from 'react-router';
import { useSession } from '@/app/guards';
import { may } from '@/shared/access';
import { useText } from '@/shared/i18n/text';
import { PageHeader } from '@/shared/ui/PageHeader';
import { Panel } from '@/shared/ui/Panel';
import { QueryView } from '@/shared/ui/states';
import { Moment } from '@/shared/ui/values';
import { type Broadcast, useBroadcast } from '../api';
import { BroadcastFacts } from '../components/BroadcastFacts';
import { BroadcastStateTag } from '../components/BroadcastStateTag';
import styles from '../components/Results.module.css';
import { ResultsView } from '../components/ResultsView';
import { ReviewPanel } from '../components/ReviewPanel';
import { SteeringButtons } from '../components/SteeringButtons';
import { isLaunched } from '../model';

/** One broadcast from its review to its effect. */
export function BroadcastPage() {
  const { id = '' } = useParams();
  const query = useBroadcast(id, true);
  return (
    <QueryView query={query} tall>
      {(broadcast) => <BroadcastView broadcast={broadcast} />}
    </QueryView>
  );
}

function BroadcastView({ broadcast }: { broadcast: Broadcast }) {
  const text = useText();
  const mayWrite = may(useSession(), 'broadcasts.write');
  return (
    <>
      <PageHeader
        title={broadcast.name}
        mark={<BroadcastStateTag state={broadcast.state} />}
        subtitle={<People broadcast={broadcast} />}
        back="/broadcasts"
        actions={mayWrite && <SteeringButtons broadcast={broadcast} />}
      />
      <div className={styles.stack}>
        {broadcast.failure !== undefined && (
          <Alert type="error" showIcon title={text('broadcast.failure')} description={broadcast.failure} />
        )}
        {broadcast.state === 'draft' && broadcast.comment !== undefined && (
          <Alert type="warning" showIcon title={text('review.sentBack')} description={broadcast.comment} />
        )}
        {broadcast.state === 'scheduled' && !isLaunched(broadcast) && (
          <Alert
            type="info"
            showIcon
            role="note"
            title={
              broadcast.startAt === undefined ? (
                text('broadcast.startsNow')
              ) : (
                <>
                  {text('broadcast.startsAt')} <Moment at={broadcast.startAt} />
                </>
              )
            }
          />
        )}
        {broadcast.state === 'in_review' && <ReviewPanel broadcast={broadcast} />}
        {isLaunched(broadcast) && <ResultsView broadcast={broadcast} />}
        <Panel title={text('broadcast.settings')} extra={broadcast.mark && <code>{broadcast.mark}</code>}>
          <BroadcastFacts settings={broadcast} segmentName={broadcast.segmentName} templateName={broadcast.templateName} />
        </Panel>
      </div>
    </>
  );
}

/** Whose it is, who let it go and when it ran. */
function People({ broadcast }: { broadcast: Broadcast }) {
  const text = useText();
  return (
    <>
      {text('broadcast.by', { name: broadcast.createdBy })}
      {broadcast.approvedBy !== undefined && <> · {text('broadcast.approvedBy', { name: broadcast.approvedBy })}</>}
      {broadcast.launchedAt !== undefined && (
        <>
          {' '}
          · {text('broadcast.launchedAt')} <Moment at={broadcast.launchedAt} />
        </>
      )}
      {broadcast.endedAt !== undefined && (
        <>
          {' '}
          – <Moment at={broadcast.endedAt} />
        </>
      )}
    </>
  );
}
