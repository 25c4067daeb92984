import { useMemo } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useSession } from '@/app/guards';
import { CustomerSelect } from '@/features/profile/components/CustomerSelect';
import { mayEnter } from '@/shared/access';
import { Funnel } from '@/shared/chart/Funnel';
import { useText } from '@/shared/i18n/text';
import { LabelledField } from '@/shared/ui/LabelledField';
import { Panel } from '@/shared/ui/Panel';
import { QueryView } from '@/shared/ui/states';
import { Moment } from '@/shared/ui/values';
import { type Broadcast, type BroadcastResults, useResults } from '../api';
import { confirmedShare } from '../model';
import { ChannelResults, UnreachablePanel } from './ChannelResults';
import { EffectPanel } from './EffectPanel';
import { GuidesPanel } from './GuidesPanel';
import { ResultFigures } from './ResultFigures';
import styles from './Results.module.css';
import { TimelinePanel } from './TimelinePanel';
import { TraceDrawer } from './TraceDrawer';

/** A launched broadcast, as it goes. */
export function ResultsView({ broadcast }: { broadcast: Broadcast }) {
  const query = useResults(broadcast);
  return <QueryView query={query}>{(results) => <Results broadcast={broadcast} results={results} />}</QueryView>;
}

function Results({ broadcast, results }: { broadcast: Broadcast; results: BroadcastResults }) {
  const text = useText();
  const steps = useMemo(
    () => [
      { name: text('estimate.audience'), value: results.audience },
      { name: text('estimate.reachable'), value: results.eligible },
      { name: text('results.chosen'), value: results.chosen },
      { name: text('results.sent'), value: results.customers.sent },
      { name: text('results.reached'), value: results.customers.reached },
    ],
    [results, text],
  );
  return (
    <div className={styles.stack}>
      <ResultFigures results={results} />
      <div className={styles.two}>
        <Panel
          title={text('results.funnel')}
          extra={
            <span className={styles.asOf}>
              {text('overview.asOf')} <Moment at={results.asOf} />
            </span>
          }
        >
          <Funnel steps={steps} label={text('results.funnel')} height={260} />
        </Panel>
        <TimelinePanel timeline={results.timeline} />
      </div>
      <EffectPanel broadcastId={broadcast.id} />
      <ChannelResults channels={results.channels} />
      <div className={styles.halves}>
        <UnreachablePanel results={results} />
        <TracePanel broadcast={broadcast} />
      </div>
      {confirmedShare(results) !== undefined && <GuidesPanel broadcast={broadcast} results={results} />}
    </div>
  );
}

/** Asks about one customer; the answer has an address, so that it can be sent to a colleague. */
function TracePanel({ broadcast }: { broadcast: Broadcast }) {
  const text = useText();
  const session = useSession();
  const [search, setSearch] = useSearchParams();
  const customerId = search.get('trace') ?? undefined;
  const ask = (next: string | undefined) => setSearch(next === undefined ? {} : { trace: next }, { replace: true });
  return (
    <Panel title={text('trace.title')} extra={<Link to={`/messages?broadcastId=${broadcast.id}`}>{text('trace.allMessages')}</Link>}>
      <p className="q-muted" style={{ marginTop: 0 }}>
        {text('trace.hint')}
      </p>
      {mayEnter(session, 'customers') && (
        <LabelledField label={text('messages.customer')}>
          {(id) => <CustomerSelect id={id} label={text('messages.customer')} value={customerId} onChange={ask} />}
        </LabelledField>
      )}
      {customerId !== undefined && <TraceDrawer broadcastId={broadcast.id} customerId={customerId} onClose={() => ask(undefined)} />}
    </Panel>
  );
}
