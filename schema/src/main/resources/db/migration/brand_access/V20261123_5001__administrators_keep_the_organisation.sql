-- Administrators have every permission; new ones are added to those who had all before them.
update staff
set permissions = permissions || array['organisation.read', 'organisation.write'], updated_at = now()
where permissions @> array[
    'overview.read', 'customers.read', 'segments.read', 'segments.write', 'imports.read', 'imports.write',
    'tags.read', 'channels.manage', 'broadcasts.read', 'broadcasts.write', 'broadcasts.approve', 'staff.manage']
  and not permissions && array['organisation.read', 'organisation.write'];
