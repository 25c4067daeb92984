import { Alert, Button, Drawer } from 'antd';
import { useState } from 'react';
import { useChannelName } from '@/features/channel/api';
import { useReachReason } from '@/features/message/words';
import { useCustomer } from '@/features/profile/api';
import { CustomerName } from '@/features/profile/components/CustomerName';
import { CustomerSelect } from '@/features/profile/components/CustomerSelect';
import { useText } from '@/shared/i18n/text';
import { ProblemAlert } from '@/shared/ui/FormDrawer';
import { CloseOutlined, SendOutlined } from '@/shared/ui/icons';
import { LabelledField } from '@/shared/ui/LabelledField';
import { type TestSend, useTestSend } from '../api';
import { testRecipientsMax } from '../model';
import styles from './TestSendDrawer.module.css';

/** Sends the message for real to a few customers of one's own choice, such as colleagues. */
export function TestSendDrawer({ broadcastId, onClose }: { broadcastId: string; onClose: () => void }) {
  const text = useText();
  const [customerIds, setCustomerIds] = useState<string[]>([]);
  const send = useTestSend();
  const submit = () => send.mutate({ id: broadcastId, customerIds });
  return (
    <Drawer
      open
      title={text('testSend.title')}
      size={420}
      onClose={onClose}
      closable={{ 'aria-label': text('action.close') }}
      footer={
        <div className={styles.foot}>
          <Button onClick={onClose}>{text('action.cancel')}</Button>
          <Button type="primary" icon={<SendOutlined />} disabled={customerIds.length === 0} loading={send.isPending} onClick={submit}>
            {text('testSend.send')}
          </Button>
        </div>
      }
    >
      {send.error && <ProblemAlert error={send.error} />}
      {send.data && <Outcome sent={send.data} />}
      <p className="q-muted">{text('testSend.hint')}</p>
      {customerIds.length < testRecipientsMax && (
        <LabelledField label={text('testSend.add')}>
          {(id) => (
            <CustomerSelect
              id={id}
              label={text('testSend.add')}
              value={undefined}
              onChange={(customerId) =>
                customerId !== undefined && !customerIds.includes(customerId) && setCustomerIds([...customerIds, customerId])
              }
            />
          )}
        </LabelledField>
      )}
      <ul className={styles.chosen} aria-label={text('testSend.chosen')}>
        {customerIds.map((customerId) => (
          <Chosen
            key={customerId}
            customerId={customerId}
            onRemove={() => setCustomerIds(customerIds.filter((each) => each !== customerId))}
          />
        ))}
      </ul>
    </Drawer>
  );
}

function Chosen({ customerId, onRemove }: { customerId: string; onRemove: () => void }) {
  const text = useText();
  const { data: customer } = useCustomer(customerId);
  return (
    <li>
      {customer ? <CustomerName customer={customer} /> : customerId}
      <Button type="text" size="small" icon={<CloseOutlined />} aria-label={text('testSend.remove')} onClick={onRemove} />
    </li>
  );
}

/** Which channels it went over, and why some did not. */
function Outcome({ sent }: { sent: TestSend }) {
  const text = useText();
  const channelName = useChannelName();
  const sayReason = useReachReason();
  const customers = sent.messages.reduce((sum, each) => sum + each.customers, 0);
  return (
    <Alert
      type={customers > 0 ? 'success' : 'warning'}
      showIcon
      style={{ marginBottom: 16 }}
      title={text(customers > 0 ? 'testSend.sent' : 'testSend.nobody')}
      description={
        <ul className={styles.outcome}>
          {sent.messages.map((each) => (
            <li key={each.channel}>{text('testSend.over', { channel: channelName(each.channel), count: each.customers })}</li>
          ))}
          {sent.refused.flatMap((each) =>
            each.reasons
              .filter((reason) => reason.customers > 0)
              .map((reason) => (
                <li key={`${each.channel} ${reason.reason}`}>
                  {text('testSend.refused', {
                    channel: channelName(each.channel),
                    reason: sayReason(reason.reason),
                    count: reason.customers,
                  })}
                </li>
              )),
          )}
        </ul>
      }
    />
  );
}
