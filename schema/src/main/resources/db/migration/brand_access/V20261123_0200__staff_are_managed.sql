-- Staff are added and deactivated through the API. They are never deleted: what they did names them.
alter table staff add column deactivated_at timestamptz;
comment on column staff.deactivated_at is 'no sign-in and no session from this time on; null: may sign in';

-- Administrators have every permission; a new one is added to those who had all before it.
update staff
set permissions = array_append(permissions, 'staff.manage'), updated_at = now()
where permissions @> array[
    'overview.read', 'customers.read', 'segments.read', 'segments.write',
    'imports.read', 'imports.write', 'tags.read', 'channels.manage']
  and not permissions @> array['staff.manage'];
