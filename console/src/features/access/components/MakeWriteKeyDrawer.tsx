import { Form, Input, Select } from 'antd';
import type { Schemas } from '@/shared/api/client';
import { useText } from '@/shared/i18n/text';
import { FormDrawer } from '@/shared/ui/FormDrawer';
import { useCreateWriteKey } from '../api';

const sources: readonly Schemas['WriteKeySource'][] = ['web', 'mini_program', 'app', 'server'];

interface MakeWriteKeyDrawerProps {
  open: boolean;
  onClose: () => void;
  onMade: (made: Schemas['WriteKeyWithSecret']) => void;
}

export function MakeWriteKeyDrawer({ open, onClose, onMade }: MakeWriteKeyDrawerProps) {
  const text = useText();
  const [form] = Form.useForm<Schemas['WriteKeyDraft']>();
  const create = useCreateWriteKey();
  const close = () => {
    create.reset();
    onClose();
  };
  return (
    <FormDrawer
      title={text('writeKeys.make')}
      open={open}
      form={form}
      submitLabel={text('writeKeys.make')}
      submitting={create.isPending}
      error={create.error}
      onClose={close}
      onSubmit={(draft) =>
        create.mutate(
          { ...draft, name: draft.name.trim() },
          {
            onSuccess: (made) => {
              close();
              onMade(made);
            },
          },
        )
      }
    >
      <Form.Item<Schemas['WriteKeyDraft']>
        name="name"
        label={text('keys.name')}
        rules={[{ required: true, whitespace: true, message: text('keys.name.required') }]}
      >
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item<Schemas['WriteKeyDraft']> name="source" label={text('writeKeys.source')} initialValue="web">
        <Select options={sources.map((source) => ({ value: source, label: text.word('source', source) }))} />
      </Form.Item>
    </FormDrawer>
  );
}
