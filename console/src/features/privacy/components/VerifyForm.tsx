import { Button, Form, Input, Select } from 'antd';
import { useText } from '@/shared/i18n/text';
import type { VerificationDraft } from '../api';
import { verifications } from '../model';

/** How it was found that it is she who asks. */
export function VerifyForm({ busy, onSubmit }: { busy: boolean; onSubmit: (body: VerificationDraft) => void }) {
  const text = useText();
  return (
    <Form<VerificationDraft>
      layout="vertical"
      requiredMark={false}
      initialValues={{ how: 'phone_code' }}
      onFinish={({ how, reference }) => onSubmit({ how, ...(reference ? { reference } : {}) })}
    >
      <Form.Item<VerificationDraft> name="how" label={text('privacy.verification')}>
        <Select options={verifications.map((value) => ({ value, label: text(`privacy.verification.${value}`) }))} />
      </Form.Item>
      <Form.Item<VerificationDraft> name="reference" label={text('privacy.reference')} extra={text('privacy.note.hint')}>
        <Input maxLength={200} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={busy}>
        {text('privacy.verify')}
      </Button>
    </Form>
  );
}
