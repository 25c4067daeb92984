import { Button, Form, Select, type TableProps } from 'antd';
import { useState } from 'react';
import { useChannelName, useChannels } from '@/features/channel/api';
import { CustomerLink, useCustomerName } from '@/features/profile/components/CustomerName';
import { CustomerSelect } from '@/features/profile/components/CustomerSelect';
import { useText } from '@/shared/i18n/text';
import { FormDrawer } from '@/shared/ui/FormDrawer';
import { DeleteOutlined, PlusOutlined } from '@/shared/ui/icons';
import { KeysetTable } from '@/shared/ui/KeysetTable';
import { Panel } from '@/shared/ui/Panel';
import { EmptyState } from '@/shared/ui/states';
import { useConfirm } from '@/shared/ui/useConfirm';
import { useKeysetPages } from '@/shared/ui/useKeysetPages';
import { Moment, None } from '@/shared/ui/values';
import { type Suppression, type SuppressionReason, useAddSuppression, useRemoveSuppression, useSuppressions } from '../api';

const reasons: SuppressionReason[] = ['complaint', 'dead_number'];

/** Who is not to be written to, and on which channel. */
export function SuppressionPanel({ mayChange }: { mayChange: boolean }) {
  const text = useText();
  const channelName = useChannelName();
  const customerName = useCustomerName();
  const pages = useKeysetPages('suppressions');
  const query = useSuppressions(pages.cursor);
  const confirm = useConfirm();
  const remove = useRemoveSuppression();
  const [isAdding, setAdding] = useState(false);

  const columns: NonNullable<TableProps<Suppression>['columns']> = [
    {
      title: text('messages.customer'),
      key: 'customer',
      render: (_, { customer }) => (customer === undefined ? <None /> : <CustomerLink customer={customer} />),
    },
    { title: text('customer.channel'), key: 'channel', render: (_, { channel }) => channelName(channel) },
    { title: text('suppressions.reason'), key: 'reason', render: (_, { reason }) => text(`suppressions.reason.${reason}`) },
    { title: text('suppressions.at'), key: 'at', render: (_, { at }) => <Moment at={at} /> },
    {
      title: <span className="q-visually-hidden">{text('list.actions')}</span>,
      key: 'actions',
      render: (_, suppression) => {
        const name = suppression.customer === undefined ? channelName(suppression.channel) : customerName(suppression.customer);
        return (
          mayChange && (
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={text('suppressions.remove', { name })}
              onClick={() =>
                confirm({
                  title: text('suppressions.remove.title', { name }),
                  hint: text('suppressions.remove.hint'),
                  ok: text('suppressions.remove.ok'),
                  danger: true,
                  act: () => remove.mutateAsync(suppression.id),
                })
              }
            />
          )
        );
      },
    },
  ];

  return (
    <Panel
      title={text('suppressions.title')}
      extra={
        mayChange && (
          <Button size="small" icon={<PlusOutlined />} onClick={() => setAdding(true)}>
            {text('suppressions.add')}
          </Button>
        )
      }
      flush
    >
      <KeysetTable<Suppression>
        label={text('suppressions.title')}
        query={query}
        pages={pages}
        columns={columns}
        rowKey={(suppression) => suppression.id}
        empty={<EmptyState title={text('suppressions.empty')} hint={text('suppressions.empty.hint')} />}
      />
      <AddSuppressionDrawer open={isAdding} onClose={() => setAdding(false)} />
    </Panel>
  );
}

interface SuppressionForm {
  customerId: string;
  channel: string;
  reason: SuppressionReason;
}

function AddSuppressionDrawer({ open, onClose }: { open: boolean; onClose: () => void }) {
  const text = useText();
  const channelName = useChannelName();
  const channels = useChannels();
  const [form] = Form.useForm<SuppressionForm>();
  const add = useAddSuppression();
  const close = () => {
    add.reset();
    onClose();
  };
  const required = [{ required: true, message: text('settings.required') }];
  return (
    <FormDrawer
      title={text('suppressions.add')}
      open={open}
      form={form}
      submitLabel={text('suppressions.add')}
      submitting={add.isPending}
      error={add.error}
      onClose={close}
      onSubmit={(values) => add.mutate(values, { onSuccess: close })}
    >
      <Form.Item<SuppressionForm> name="customerId" label={text('messages.customer')} rules={required}>
        {/* Form.Item hands value and onChange on. */}
        <CustomerField />
      </Form.Item>
      <Form.Item<SuppressionForm> name="channel" label={text('customer.channel')} rules={required}>
        <Select options={channels.data?.map(({ code }) => ({ value: code, label: channelName(code) }))} />
      </Form.Item>
      <Form.Item<SuppressionForm> name="reason" label={text('suppressions.reason')} initialValue="complaint" rules={required}>
        <Select options={reasons.map((reason) => ({ value: reason, label: text(`suppressions.reason.${reason}`) }))} />
      </Form.Item>
    </FormDrawer>
  );
}

function CustomerField({ id, value, onChange }: { id?: string; value?: string; onChange?: (value: string | undefined) => void }) {
  const text = useText();
  return <CustomerSelect id={id} label={text('messages.customer')} value={value} onChange={(next) => onChange?.(next)} />;
}
