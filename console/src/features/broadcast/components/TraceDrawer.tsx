import { Drawer } from 'antd';
import { Link } from 'react-router';
import { useChannelName } from '@/features/channel/api';
import type { MessageState } from '@/features/message/api';
import { MessageStateTag } from '@/features/message/components/MessageStateTag';
import { useReachReason } from '@/features/message/words';
import { useCustomer } from '@/features/profile/api';
import { CustomerName } from '@/features/profile/components/CustomerName';
import { useText } from '@/shared/i18n/text';
import { CheckCircleFilled, CloseCircleFilled } from '@/shared/ui/icons';
import { QueryView } from '@/shared/ui/states';
import { Moment } from '@/shared/ui/values';
import { useTrace } from '../api';
import styles from './TraceDrawer.module.css';

/** "Why did she not get it?": every gate on the way, and what became of each message. */
export function TraceDrawer({ broadcastId, customerId, onClose }: { broadcastId: string; customerId: string; onClose: () => void }) {
  const text = useText();
  const channelName = useChannelName();
  const sayReason = useReachReason();
  const customer = useCustomer(customerId);
  const query = useTrace(broadcastId, customerId);
  return (
    <Drawer open title={text('trace.title')} size={520} onClose={onClose} closable={{ 'aria-label': text('action.close') }}>
      {customer.data && (
        <Link to={`/customers/${customerId}`} className={styles.who}>
          <CustomerName customer={customer.data} />
        </Link>
      )}
      <QueryView query={query}>
        {(trace) => (
          <>
            <ol className={styles.steps} aria-label={text('trace.steps')}>
              {trace.steps.map((step, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the same step comes once for each channel, in an order that never changes
                <li key={index}>
                  {step.passed ? (
                    <CheckCircleFilled className={styles.yes} aria-label={text('trace.passed')} />
                  ) : (
                    <CloseCircleFilled className={styles.no} aria-label={text('trace.stopped')} />
                  )}
                  <div>
                    <div>{text(`traceStep.${step.step}`, { channel: step.channel === undefined ? '' : channelName(step.channel) })}</div>
                    {step.reason !== undefined && <div className={styles.sub}>{sayReason(step.reason)}</div>}
                  </div>
                </li>
              ))}
            </ol>
            <h3 className={styles.heading}>{text('trace.messages')}</h3>
            {trace.messages.length === 0 ? (
              <p className="q-muted">{text('trace.noMessages')}</p>
            ) : (
              <ul className={styles.messages}>
                {trace.messages.map((message) => (
                  <li key={message.visit}>
                    <div className={styles.line}>
                      <strong>{channelName(message.channel)}</strong>
                      <MessageStateTag state={message.state as MessageState} />
                    </div>
                    <div className={styles.sub}>
                      <Moment at={message.receivedAt ?? message.at} />
                      {message.sender && ` · ${text('messages.by', { sender: message.sender })}`}
                      {message.reason && ` · ${sayReason(message.reason)}`}
                    </div>
                    <p className={styles.body}>{message.text}</p>
                  </li>
                ))}
              </ul>
            )}
          </>
        )}
      </QueryView>
    </Drawer>
  );
}
