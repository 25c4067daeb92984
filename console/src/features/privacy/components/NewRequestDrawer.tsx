import { Form, Input, Select } from 'antd';
import { useState } from 'react';
import { CustomerSelect } from '@/features/profile/components/CustomerSelect';
import { newIdempotencyKey } from '@/shared/api/client';
import { useText } from '@/shared/i18n/text';
import { FormDrawer } from '@/shared/ui/FormDrawer';
import { type NewPrivacyRequest, useCreateRequest } from '../api';
import { requestChannels, requestKinds } from '../model';

interface RequestForm {
  customerId: string | undefined;
  kind: NewPrivacyRequest['kind'];
  channel: NewPrivacyRequest['channel'];
  note?: string;
}

/** Writes down what a person just asked for. */
export function NewRequestDrawer({ onClose }: { onClose: (createdId?: string) => void }) {
  const text = useText();
  const create = useCreateRequest();
  const [form] = Form.useForm<RequestForm>();
  const [idempotencyKey] = useState(newIdempotencyKey);
  const customerId = Form.useWatch('customerId', form);

  const submit = async (values: RequestForm) => {
    if (values.customerId === undefined) return;
    const created = await create
      .mutateAsync({
        idempotencyKey,
        draft: {
          customerId: values.customerId,
          kind: values.kind,
          channel: values.channel,
          ...(values.note ? { note: values.note } : {}),
        },
      })
      .catch(() => undefined); // the drawer shows what was wrong
    if (created !== undefined) onClose(created.id);
  };

  return (
    <FormDrawer<RequestForm>
      title={text('privacy.new')}
      open
      form={form}
      initialValues={{ customerId: undefined, kind: 'access', channel: 'phone' }}
      submitLabel={text('privacy.new')}
      submitting={create.isPending}
      error={create.error}
      onClose={() => onClose()}
      onSubmit={submit}
    >
      <Form.Item<RequestForm>
        name="customerId"
        label={text('privacy.customer')}
        rules={[{ required: true, message: text('privacy.customer.needed') }]}
      >
        <CustomerSelect
          label={text('privacy.customer')}
          value={customerId}
          onChange={(chosen) => form.setFieldValue('customerId', chosen)}
        />
      </Form.Item>
      <Form.Item<RequestForm> name="kind" label={text('privacy.kind')}>
        <Select options={requestKinds.map((value) => ({ value, label: text(`privacy.kind.${value}`) }))} />
      </Form.Item>
      <Form.Item<RequestForm> name="channel" label={text('privacy.channel')}>
        <Select options={requestChannels.map((value) => ({ value, label: text(`privacy.channel.${value}`) }))} />
      </Form.Item>
      <Form.Item<RequestForm> name="note" label={text('privacy.note')} extra={text('privacy.note.hint')}>
        <Input.TextArea maxLength={300} rows={3} />
      </Form.Item>
    </FormDrawer>
  );
}
