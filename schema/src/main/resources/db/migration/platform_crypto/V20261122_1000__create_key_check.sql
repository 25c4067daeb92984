-- Lets a server prove at its start that its keys are those of this database.

create table key_check (
  only_row boolean primary key default true check (only_row),
  wrapped_key bytea not null,
  hash uuid not null,
  created_at timestamptz not null
);
comment on column key_check.wrapped_key is 'a key that no customer has, wrapped by the master keyset';
comment on column key_check.hash is 'keyed hash of a fixed text';
