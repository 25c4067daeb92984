import { Button, Checkbox, Drawer, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useText } from '@/shared/i18n/text';
import { ProblemAlert } from '@/shared/ui/FormDrawer';
import { EyeOutlined } from '@/shared/ui/icons';
import { someChosen } from '@/shared/ui/rules';
import { type RevealedValues, type RevealRequest, useReveal } from '../api';
import { revealFields, revealReasons } from '../model';

interface RevealButtonProps {
  customerId: string;
  onRevealed: (values: RevealedValues) => void;
}

/** Asks what is to be seen in clear and why; both are recorded. */
export function RevealButton({ customerId, onRevealed }: RevealButtonProps) {
  const text = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button icon={<EyeOutlined />} onClick={() => setOpen(true)}>
        {text('reveal.open')}
      </Button>
      {isOpen && (
        <RevealDrawer
          customerId={customerId}
          onClose={() => setOpen(false)}
          onRevealed={(values) => {
            setOpen(false);
            onRevealed(values);
          }}
        />
      )}
    </>
  );
}

function RevealDrawer({ customerId, onRevealed, onClose }: RevealButtonProps & { onClose: () => void }) {
  const text = useText();
  const [form] = Form.useForm<RevealRequest>();
  const reveal = useReveal(customerId);
  return (
    <Drawer
      open
      title={text('reveal.title')}
      size={420}
      onClose={onClose}
      closable={{ 'aria-label': text('action.close') }}
      footer={
        <div style={{ display: 'flex', justifyContent: 'flex-end', gap: 10 }}>
          <Button onClick={onClose}>{text('action.cancel')}</Button>
          <Button type="primary" loading={reveal.isPending} onClick={() => form.submit()}>
            {text('reveal.submit')}
          </Button>
        </div>
      }
    >
      {reveal.error && <ProblemAlert error={reveal.error} />}
      <p className="q-muted">{text('reveal.hint')}</p>
      <Form<RevealRequest>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ fields: ['phone'] }}
        onFinish={(request) => reveal.mutate(request, { onSuccess: onRevealed })}
      >
        <Form.Item name="fields" label={text('reveal.fields')} rules={[someChosen(text('reveal.fields.needed'))]}>
          <Checkbox.Group
            aria-label={text('reveal.fields')}
            options={revealFields.map((field) => ({ value: field, label: text(`revealField.${field}`) }))}
          />
        </Form.Item>
        <Form.Item name="reason" label={text('reveal.reason')} rules={[{ required: true, message: text('reveal.reason.needed') }]}>
          <Select
            placeholder={text('reveal.reason.choose')}
            options={revealReasons.map((reason) => ({ value: reason, label: text(`revealReason.${reason}`) }))}
          />
        </Form.Item>
        <Form.Item
          name="note"
          label={text('reveal.note')}
          extra={text('reveal.note.hint')}
          rules={[{ required: true, whitespace: true, min: 4, message: text('reveal.note.needed') }]}
        >
          <Input.TextArea rows={3} maxLength={200} showCount />
        </Form.Item>
      </Form>
    </Drawer>
  );
}
