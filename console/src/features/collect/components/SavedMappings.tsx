import { App, Button, Form, Input, Popover } from 'antd';
import { useState } from 'react';
import { useText } from '@/shared/i18n/text';
import { FormDrawer } from '@/shared/ui/FormDrawer';
import { DeleteOutlined, FolderOpenOutlined, SaveOutlined } from '@/shared/ui/icons';
import { Moment } from '@/shared/ui/values';
import { type Mapping, useDeleteMapping, useSavedMappings, useSaveMapping } from '../api';
import { withoutBlanks } from '../model';
import styles from './SavedMappings.module.css';

/** Mappings kept for the next file of the same make. */
export function SavedMappings({ mapping, onLoad }: { mapping: Mapping; onLoad: (mapping: Mapping) => void }) {
  const text = useText();
  const { message } = App.useApp();
  const [isSaving, setSaving] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const [form] = Form.useForm<{ name: string }>();
  const saved = useSavedMappings();
  const save = useSaveMapping();
  const remove = useDeleteMapping();
  const fitting = saved.data?.filter((each) => each.mapping.kind === mapping.kind) ?? [];

  return (
    <div className={styles.buttons}>
      <Popover
        trigger="click"
        placement="bottomRight"
        open={isOpen}
        onOpenChange={setOpen}
        content={
          fitting.length === 0 ? (
            <span className="q-muted">{text('savedMappings.none')}</span>
          ) : (
            <ul className={styles.list}>
              {fitting.map((each) => (
                <li key={each.id}>
                  <Button
                    type="text"
                    className={styles.name}
                    onClick={() => {
                      onLoad(each.mapping);
                      setOpen(false);
                      message.success(text('savedMappings.loaded', { name: each.name }));
                    }}
                  >
                    {each.name}
                  </Button>
                  <span className="q-muted">
                    <Moment at={each.updatedAt} ago />
                  </span>
                  <Button
                    type="text"
                    size="small"
                    icon={<DeleteOutlined />}
                    aria-label={`${text('action.delete')} ${each.name}`}
                    onClick={() => remove.mutate(each.id)}
                  />
                </li>
              ))}
            </ul>
          )
        }
      >
        <Button size="small" icon={<FolderOpenOutlined />}>
          {text('savedMappings.load')}
        </Button>
      </Popover>
      <Button size="small" icon={<SaveOutlined />} onClick={() => setSaving(true)}>
        {text('savedMappings.save')}
      </Button>
      <FormDrawer
        title={text('savedMappings.save')}
        open={isSaving}
        form={form}
        submitLabel={text('savedMappings.submit')}
        submitting={save.isPending}
        error={save.error}
        onClose={() => setSaving(false)}
        onSubmit={({ name }) =>
          save.mutate(
            { name: name.trim(), mapping: withoutBlanks(mapping) },
            {
              onSuccess: () => {
                message.success(text('savedMappings.saved', { name }));
                setSaving(false);
              },
            },
          )
        }
      >
        <Form.Item
          name="name"
          label={text('savedMappings.name')}
          extra={text('savedMappings.name.hint')}
          rules={[{ required: true, whitespace: true, message: text('savedMappings.name.required') }]}
        >
          <Input maxLength={100} autoFocus />
        </Form.Item>
      </FormDrawer>
    </div>
  );
}
