-- Who works here and who is signed in.

create table staff (
  staff_id uuid primary key default uuidv7(),
  username text not null unique check (username = lower(username) and username <> ''),
  display_name text not null,
  password_hash text not null,
  must_change_password boolean not null,
  permissions text[] not null,
  failed_sign_ins int not null default 0,
  locked_until timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
comment on column staff.password_hash is 'Argon2id in its own text form, with parameters and salt';
comment on column staff.permissions is 'what they may do, e.g. customers.read';
comment on column staff.failed_sign_ins is 'wrong passwords since the last right one or the last lock';
comment on column staff.locked_until is 'no sign-in before this';

create table session (
  token_hash bytea primary key,
  staff_id uuid not null references staff on delete cascade,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null
);
create index session_staff on session (staff_id);
create index session_expiry on session (expires_at);
comment on column session.token_hash is 'SHA-256 of the cookie''s 256 random bits: who reads the table cannot sign in';
comment on column session.last_seen_at is 'to the minute';
comment on column session.expires_at is 'end of the session if nothing more is asked';
