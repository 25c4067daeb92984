import { Alert, App, Checkbox, Form, Input } from 'antd';
import { useState } from 'react';
import { useSession } from '@/app/guards';
import type { Permission } from '@/shared/access';
import { useText } from '@/shared/i18n/text';
import { FormDrawer } from '@/shared/ui/FormDrawer';
import { useSaveRole } from '../api';
import { groupNames, joinsDuties, mayGive, permissionGroups, permissions, type Role, scopedPermissions } from '../model';
import styles from './RoleDrawer.module.css';

interface RoleForm {
  name: string;
  description: string;
  permissions: Permission[];
}

/** Makes a role of the brand's own, or changes one. */
export function RoleDrawer({ role, onClose }: { role: Role | undefined; onClose: () => void }) {
  const text = useText();
  const { message } = App.useApp();
  const [form] = Form.useForm<RoleForm>();
  const [key] = useState(() => crypto.randomUUID());
  const save = useSaveRole();
  return (
    <FormDrawer
      title={role === undefined ? text('roles.add') : text('roles.edit.title', { name: role.name })}
      open
      form={form}
      initialValues={{ name: role?.name ?? '', description: role?.description ?? '', permissions: role?.permissions ?? [] }}
      submitLabel={text('action.save')}
      submitting={save.isPending}
      error={save.error}
      onClose={onClose}
      onSubmit={({ name, description, permissions: chosen }) =>
        save.mutate(
          { role, key, draft: { name: name.trim(), description: description.trim(), permissions: chosen } },
          {
            onSuccess: () => {
              message.success(text('roles.saved', { name: name.trim() }));
              onClose();
            },
          },
        )
      }
    >
      {role !== undefined && role.people > 0 && (
        <Alert type="warning" showIcon style={{ marginBottom: 16 }} title={text('roles.edit.people', { count: role.people })} />
      )}
      <Form.Item<RoleForm>
        name="name"
        label={text('roles.name')}
        rules={[{ required: true, whitespace: true, message: text('roles.name.required') }]}
      >
        <Input maxLength={50} autoComplete="off" />
      </Form.Item>
      <Form.Item<RoleForm> name="description" label={text('roles.description')}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      <Form.Item<RoleForm>
        name="permissions"
        label={text('roles.permissions')}
        // Not `required`, which would put aria-required on a group, where it says nothing.
        rules={[
          {
            validator: async (_, chosen: readonly Permission[] | undefined) => {
              if (chosen === undefined || chosen.length === 0) throw new Error(text('roles.permissions.required'));
              if (joinsDuties(chosen)) throw new Error(text('roles.duties'));
            },
          },
        ]}
      >
        <PermissionsField />
      </Form.Item>
    </FormDrawer>
  );
}

function PermissionsField({ value = [], onChange }: { value?: Permission[]; onChange?: (chosen: Permission[]) => void }) {
  const text = useText();
  const session = useSession();
  const set = (permission: Permission, isChosen: boolean) =>
    onChange?.(permissions.filter((each) => (each === permission ? isChosen : value.includes(each))));
  return (
    <div className={styles.groups}>
      {groupNames.map((group) => (
        <fieldset key={group} className={styles.group}>
          <legend className={styles.legend}>{text(`permissionGroup.${group}`)}</legend>
          {permissionGroups[group].map((permission) => (
            <Checkbox
              key={permission}
              checked={value.includes(permission)}
              disabled={!mayGive(session, permission)}
              onChange={(event) => set(permission, event.target.checked)}
            >
              {text.word('permission', permission)}
              {scopedPermissions.includes(permission as Permission) && <span className="q-muted"> · {text('roles.scoped')}</span>}
            </Checkbox>
          ))}
        </fieldset>
      ))}
    </div>
  );
}
