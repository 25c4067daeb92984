import { Button, Flex, type TableProps, Tag } from 'antd';
import { useState } from 'react';
import type { Permission } from '@/shared/access';
import { useLanguage } from '@/shared/i18n/language';
import { useText } from '@/shared/i18n/text';
import { CheckOutlined, PlusOutlined } from '@/shared/ui/icons';
import { PageHeader } from '@/shared/ui/PageHeader';
import { Panel } from '@/shared/ui/Panel';
import { EmptyState, QueryView } from '@/shared/ui/states';
import { WideTable } from '@/shared/ui/WideTable';
import { useRoles } from '../api';
import { OwnRolesTable } from '../components/OwnRolesTable';
import { RoleDrawer } from '../components/RoleDrawer';
import { groupNames, permissionGroups, type Role, roleDescription, roleName, scopedPermissions } from '../model';
import styles from './RolesPage.module.css';

/** What each role allows; those of the brand's own can be made and changed here. */
export function RolesPage() {
  const text = useText();
  const roles = useRoles();
  const [edited, setEdited] = useState<Role | 'new'>();
  return (
    <>
      <PageHeader
        title={text('nav.roles')}
        subtitle={text('roles.subtitle')}
        actions={
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setEdited('new')}>
            {text('roles.add')}
          </Button>
        }
      />
      <QueryView query={roles} tall>
        {(all) => {
          const own = all.filter(({ isBuiltIn }) => !isBuiltIn);
          return (
            <Flex vertical gap={20}>
              <Panel title={text('roles.own')} flush>
                {own.length === 0 ? (
                  <EmptyState title={text('roles.none')} hint={text('roles.none.hint')} />
                ) : (
                  <OwnRolesTable roles={own} onEdit={setEdited} />
                )}
              </Panel>
              <Panel title={text('roles.matrix')} extra={<span className="q-muted">{text('roles.matrix.hint')}</span>} flush>
                <RoleMatrix roles={all} />
              </Panel>
            </Flex>
          );
        }}
      </QueryView>
      {edited !== undefined && <RoleDrawer role={edited === 'new' ? undefined : edited} onClose={() => setEdited(undefined)} />}
    </>
  );
}

type Row = { key: string; group: string } | { key: Permission; permission: Permission };

function RoleMatrix({ roles }: { roles: readonly Role[] }) {
  const text = useText();
  const language = useLanguage();
  const rows = groupNames.flatMap<Row>((group) => [
    { key: group, group: text(`permissionGroup.${group}`) },
    ...permissionGroups[group].map((permission) => ({ key: permission, permission })),
  ]);
  const columns: NonNullable<TableProps<Row>['columns']> = [
    {
      title: text('roles.permission'),
      key: 'permission',
      fixed: 'left',
      onCell: (row) => ('group' in row ? { colSpan: roles.length + 1, className: styles.group } : {}),
      render: (_, row) =>
        'group' in row ? (
          row.group
        ) : (
          <Flex gap={6} align="center" className={styles.permission}>
            {text.word('permission', row.permission)}
            {scopedPermissions.includes(row.permission) && <Tag>{text('roles.scoped')}</Tag>}
          </Flex>
        ),
    },
    ...roles.map((role) => ({
      title: (
        <span title={roleDescription(role, language)}>
          {roleName(role, language)}
          <span className={styles.people}>{text('roles.people', { count: role.people })}</span>
        </span>
      ),
      key: role.id,
      align: 'center' as const,
      onCell: (row: Row) => ('group' in row ? { colSpan: 0 } : {}),
      render: (_: unknown, row: Row) =>
        'permission' in row &&
        (role.permissions.includes(row.permission) ? (
          <CheckOutlined aria-label={text('roles.yes')} className={styles.yes} />
        ) : (
          <span className="q-muted">
            <span aria-hidden="true">–</span>
            <span className="q-visually-hidden">{text('roles.no')}</span>
          </span>
        )),
    })),
  ];
  return <WideTable label={text('roles.matrix')} columns={columns} dataSource={rows} size="small" />;
}
