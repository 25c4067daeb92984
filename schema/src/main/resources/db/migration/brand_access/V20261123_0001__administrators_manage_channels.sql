-- Administrators have every permission; a new one is added to those who had all before it.
update staff
set permissions = array_append(permissions, 'channels.manage'), updated_at = now()
where permissions @> array[
    'overview.read', 'customers.read', 'segments.read', 'segments.write',
    'imports.read', 'imports.write', 'tags.read']
  and not permissions @> array['channels.manage'];
