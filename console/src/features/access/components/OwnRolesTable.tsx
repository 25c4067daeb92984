import { Button, Flex, Table, type TableProps } from 'antd';
import { useText } from '@/shared/i18n/text';
import { DeleteOutlined, EditOutlined } from '@/shared/ui/icons';
import { useConfirm } from '@/shared/ui/useConfirm';
import { useDeleteRole } from '../api';
import type { Role } from '../model';

/** The roles of the brand's own, to be changed and deleted. */
export function OwnRolesTable({ roles, onEdit }: { roles: Role[]; onEdit: (role: Role) => void }) {
  const text = useText();
  const confirm = useConfirm();
  const remove = useDeleteRole();
  const columns: NonNullable<TableProps<Role>['columns']> = [
    { title: text('roles.name'), key: 'name', render: (_, { name }) => <strong>{name}</strong> },
    { title: text('roles.description'), key: 'description', render: (_, { description }) => description },
    {
      title: text('roles.permissions'),
      key: 'permissions',
      render: (_, role) => role.permissions.map((permission) => text.word('permission', permission)).join(text('words.listSeparator')),
    },
    { title: text('roles.peopleWith'), key: 'people', align: 'right', render: (_, { people }) => people },
    {
      title: <span className="q-visually-hidden">{text('list.actions')}</span>,
      key: 'actions',
      render: (_, role) => (
        <Flex gap={4} justify="flex-end">
          <Button type="text" icon={<EditOutlined />} aria-label={`${text('roles.edit')} ${role.name}`} onClick={() => onEdit(role)} />
          <Button
            type="text"
            danger
            disabled={role.people > 0}
            title={role.people > 0 ? text('roles.inUse') : undefined}
            icon={<DeleteOutlined />}
            aria-label={`${text('roles.delete')} ${role.name}`}
            onClick={() =>
              confirm({
                title: text('roles.delete.title', { name: role.name }),
                hint: text('roles.delete.hint'),
                ok: text('roles.delete'),
                danger: true,
                act: () => remove.mutateAsync(role.id),
              })
            }
          />
        </Flex>
      ),
    },
  ];
  return <Table<Role> aria-label={text('roles.own')} columns={columns} dataSource={roles} rowKey={({ id }) => id} pagination={false} />;
}
