import { Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { useText } from '@/shared/i18n/text';
import { FormDrawer } from '@/shared/ui/FormDrawer';

export interface MadeKey {
  key: { name: string };
  secret: string;
}

export interface MakeKeyProps<M extends MadeKey> {
  open: boolean;
  onClose: () => void;
  onMade: (made: M) => void;
}

interface MakeKeyDrawerProps<D extends { name: string }, M extends MadeKey> extends MakeKeyProps<M> {
  title: string;
  nameHint?: string;
  create: {
    mutateAsync: (draft: D) => Promise<M>;
    reset: () => void;
    isPending: boolean;
    error: Error | null;
  };
  /** The fields after the name. */
  children: ReactNode;
}

/** The form of a new key. */
export function MakeKeyDrawer<D extends { name: string }, M extends MadeKey>({
  open,
  onClose,
  onMade,
  title,
  nameHint,
  create,
  children,
}: MakeKeyDrawerProps<D, M>) {
  const text = useText();
  const [form] = Form.useForm<D>();
  const close = () => {
    create.reset();
    onClose();
  };
  return (
    <FormDrawer
      title={title}
      open={open}
      form={form}
      submitLabel={title}
      submitting={create.isPending}
      error={create.error}
      onClose={close}
      onSubmit={(draft) =>
        void create.mutateAsync({ ...draft, name: draft.name.trim() }).then(
          (made) => {
            close();
            onMade(made);
          },
          () => undefined, // the form shows why
        )
      }
    >
      <Form.Item
        name="name"
        label={text('keys.name')}
        extra={nameHint}
        rules={[{ required: true, whitespace: true, message: text('keys.name.required') }]}
      >
        <Input maxLength={100} autoComplete="off" />
      </Form.Item>
      {children}
    </FormDrawer>
  );
}
