import { App, Form, type FormInstance } from 'antd';
import { useState } from 'react';
import { useText } from '@/shared/i18n/text';

interface Saving<Draft> {
  mutate: (asked: { version: number; draft: Draft }, options: { onSuccess: () => void }) => void;
}

/**
 * The form of a channel's settings. Secrets can be written and not read: an empty field keeps what is stored, and a saved one is
 * emptied.
 */
export function useSettingsForm<Draft extends object>(
  version: number,
  secrets: readonly (keyof Draft & string)[],
  save: Saving<Draft>,
  test: { reset: () => void },
) {
  const text = useText();
  const { message } = App.useApp();
  const [form] = Form.useForm<Draft>();
  const [isChanged, setChanged] = useState(false);
  const isKept = ([name, value]: [string, unknown]) =>
    (secrets as readonly string[]).includes(name) && (value === undefined || value === '');
  const submit = (values: Draft) =>
    save.mutate(
      { version, draft: Object.fromEntries(Object.entries(values).filter((field) => !isKept(field))) as Draft },
      {
        onSuccess: () => {
          message.success(text('settings.saved'));
          (form as FormInstance).resetFields([...secrets]);
          setChanged(false);
          test.reset();
        },
      },
    );
  return { form, submit, isChanged, change: () => setChanged(true) };
}
