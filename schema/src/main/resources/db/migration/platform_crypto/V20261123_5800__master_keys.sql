-- The master keys that data keys are wrapped by, and how far the move to the youngest has come. The keys themselves are in a
-- file; here are their ids only.

create table master_key (
  key_id int primary key,
  made_at timestamptz not null,
  made_by text,
  primary_at timestamptz,
  rewrapped_at timestamptz,
  retired_at timestamptz,
  destroyed_at timestamptz,
  destroyed_by text,
  check (rewrapped_at >= primary_at),
  check (destroyed_at >= retired_at)
);
comment on table master_key is 'a key other than the first is made by a rotation and is its row too';
comment on column master_key.key_id is 'as in the file and in bytes 1 to 4 of what the key wrapped; 32 bits, the sign means nothing';
comment on column master_key.made_by is 'username; null: the server at its first start';
comment on column master_key.primary_at is 'when it was in the file and began to wrap';
comment on column master_key.rewrapped_at is 'when no data key named another one any more: the end of the rotation';
comment on column master_key.retired_at is 'when a younger key had taken over all that it wrapped';
comment on column master_key.destroyed_at is 'it is gone from the file, or goes from it at the next step after a crash';
create unique index one_rotation_at_a_time on master_key ((true)) where rewrapped_at is null and destroyed_at is null;

create table rewrapping (
  key_id int not null references master_key,
  table_name text not null,
  keys bigint not null,
  rewrapped bigint not null default 0,
  unopened bigint not null default 0,
  after_row text,
  is_done boolean not null default false,
  primary key (key_id, table_name)
);
comment on table rewrapping is 'the move of one table''s data keys to a master key';
comment on column rewrapping.keys is 'how many named another master key when the move began';
comment on column rewrapping.unopened is 'how many could not be opened when they were last tried, and keep their master key needed';
comment on column rewrapping.after_row is 'rows up to this one are done; null: none yet';

create table wrapped_count (
  table_name text not null,
  key_id int not null,
  keys bigint not null,
  counted_at timestamptz not null,
  primary key (table_name, key_id)
);
comment on table wrapped_count is 'how many data keys of a table name a master key, at the last count';
