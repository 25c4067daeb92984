-- Machines call with keys: an API key acts for the person who made it, a write key only brings in data.
create table api_key (
  key_id uuid primary key default uuidv7(),
  prefix text not null unique,
  secret_hash bytea not null,
  name text not null,
  staff_id uuid not null references staff on delete cascade,
  permissions text[] not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index api_key_staff on api_key (staff_id);
comment on column api_key.prefix is 'the part of the key that is no secret: finds and names it';
comment on column api_key.secret_hash is 'SHA-256 of the key''s 256 random bits';
comment on column api_key.staff_id is 'whom the key acts for; never mightier than she is at the moment';
comment on column api_key.last_used_at is 'to the minute';

create table write_key (
  key_id uuid primary key default uuidv7(),
  prefix text not null unique,
  secret_hash bytea not null,
  name text not null,
  source text not null check (source in ('web', 'mini_program', 'app', 'server')),
  created_by text not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz
);
comment on table write_key is 'lets a source bring in behaviour and nothing else';
comment on column write_key.secret_hash is 'SHA-256 of the key''s 256 random bits';
comment on column write_key.last_used_at is 'to the minute';
