-- Messages were read with broadcasts.read, which is for the whole brand or not at all.
update role set permissions = array(select unnest(permissions) union select 'messages.read' order by 1)
where 'broadcasts.read' = any (permissions);
update api_key set permissions = array(select unnest(permissions) union select 'messages.read' order by 1)
where 'broadcasts.read' = any (permissions);
