-- What people may do: roles, each given for the whole brand, for a unit of the organisation with all below it, or for
-- the person's own customers. They replace the permissions that every member of staff had by herself.

create table role (
  role_id uuid primary key default uuidv7(),
  name text not null check (name <> ''),
  description text not null,
  permissions text[] not null check (cardinality(permissions) > 0),
  version int not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index role_name on role (lower(name));
comment on table role is 'roles that the brand made for itself; the built-in ones are in the code';
comment on column role.permissions is 'sorted, e.g. customers.read';

create table assignment (
  staff_id uuid not null references staff on delete cascade,
  built_in text check (built_in ~ '^[a-z][a-z_]*$'),
  role_id uuid references role,
  scope text not null check (scope in ('brand', 'unit', 'own')),
  unit_no int check (unit_no > 0),
  check (num_nonnulls(built_in, role_id) = 1),
  check ((scope = 'unit') = (unit_no is not null)),
  unique nulls not distinct (staff_id, built_in, role_id, scope, unit_no)
);
create index assignment_role on assignment (role_id);
create index assignment_built_in on assignment (built_in);
comment on column assignment.built_in is 'code of a built-in role, e.g. dealer';
comment on column assignment.scope is 'whose data: the brand''s, that of a unit and all below it, that of the person''s own customers';
comment on column assignment.unit_no is 'of brand_organisation.unit';

alter table staff add column version int not null default 1;
comment on column staff.version is 'counts changes of her assignments';

-- Who had everything owns the brand.
create temporary table former on commit drop as
select staff_id, array(select distinct unnest(permissions) order by 1) as permissions,
  permissions @> array[
    'overview.read', 'customers.read', 'segments.read', 'segments.write', 'imports.read', 'imports.write',
    'tags.read', 'channels.manage', 'broadcasts.read', 'broadcasts.write', 'broadcasts.approve', 'staff.manage',
    'organisation.read', 'organisation.write'] as is_owner
from staff
where cardinality(permissions) > 0;

insert into assignment (staff_id, built_in, scope)
select staff_id, 'owner', 'brand' from former where is_owner;

insert into role (name, description, permissions, created_at, updated_at)
select 'Former permissions ' || row_number() over (order by count(*) desc, permissions),
  'As given one by one before there were roles.', permissions, now(), now()
from former where not is_owner
group by permissions;

insert into assignment (staff_id, role_id, scope)
select former.staff_id, role.role_id, 'brand'
from former join role using (permissions)
where not former.is_owner;

alter table staff drop column permissions;
