import { Alert, Button } from 'antd';
import { useText } from '@/shared/i18n/text';
import { SafetyCertificateOutlined } from '@/shared/ui/icons';
import { Panel } from '@/shared/ui/Panel';
import { QueryView } from '@/shared/ui/states';
import { useTellProblem } from '@/shared/ui/useTellProblem';
import { Count, Moment } from '@/shared/ui/values';
import { type AuditChain, useAuditChain, useVerifyChain } from '../api';
import styles from './AuditPanels.module.css';

/** Whether the trail is as the server wrote it, as far as it was checked. */
export function ChainPanel() {
  const text = useText();
  const query = useAuditChain();
  const verify = useVerifyChain();
  const tellProblem = useTellProblem();
  return (
    <Panel
      title={text('audit.chain')}
      extra={
        <Button
          icon={<SafetyCertificateOutlined />}
          loading={verify.isPending}
          onClick={() => verify.mutate(undefined, { onError: tellProblem })}
        >
          {text('audit.verify')}
        </Button>
      }
    >
      <QueryView query={query}>{(chain) => <ChainFacts chain={chain} />}</QueryView>
    </Panel>
  );
}

function ChainFacts({ chain }: { chain: AuditChain }) {
  const text = useText();
  const { verified } = chain;
  return (
    <div className={styles.stack}>
      {verified === undefined && <Alert type="info" showIcon title={text('audit.neverVerified')} />}
      {verified !== undefined && verified.breaches.length === 0 && (
        <Alert type="success" showIcon title={text('audit.whole', { block: verified.block })} />
      )}
      {verified !== undefined && verified.breaches.length > 0 && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={text('audit.broken', { count: verified.breaches.length })}
          description={
            <ul className={styles.breaches}>
              {verified.breaches.slice(0, 5).map((breach) => (
                <li key={`${breach.kind} ${breach.blockNo} ${breach.entryId ?? ''}`}>
                  {text('audit.breach', { block: breach.blockNo, what: text(`auditBreach.${breach.kind}`) })}
                  {breach.entryId && <code> {breach.entryId}</code>}
                </li>
              ))}
            </ul>
          }
        />
      )}
      <dl className={styles.facts}>
        <div>
          <dt>{text('audit.lastBlock')}</dt>
          <dd>
            <Count value={chain.lastBlock} />
          </dd>
        </div>
        <div>
          <dt>{text('audit.verifiedEntries')}</dt>
          <dd>
            <Count value={verified?.entries} />
          </dd>
        </div>
        <div>
          <dt>{text('audit.verifiedAt')}</dt>
          <dd>
            <Moment at={verified?.at} ago />
          </dd>
        </div>
      </dl>
    </div>
  );
}
