-- A second factor beside the password: codes of an authenticator app (RFC 6238), and recovery codes.
create table totp (
  staff_id uuid primary key references staff on delete cascade,
  wrapped_key bytea not null,
  sealed_secret bytea not null,
  created_at timestamptz not null,
  confirmed_at timestamptz,
  last_step bigint not null default 0,
  failures int not null default 0
);
comment on column totp.wrapped_key is 'the key that seals the secret, wrapped by the master keyset';
comment on column totp.confirmed_at is 'asked for at sign-in since then; null: enrolment was begun only';
comment on column totp.last_step is 'the latest 30 s step whose code was used; none up to it counts again';
comment on column totp.failures is 'wrong codes since the last right one: the lock grows with them';

create table recovery_code (
  staff_id uuid not null references totp on delete cascade,
  code_hash bytea not null,
  primary key (staff_id, code_hash)
);
comment on table recovery_code is 'unused recovery codes; one that was used is deleted';
comment on column recovery_code.code_hash is 'SHA-256 of 79 random bits';

create table sign_in_ticket (
  ticket_hash bytea primary key,
  staff_id uuid not null references staff on delete cascade,
  expires_at timestamptz not null
);
create index sign_in_ticket_staff on sign_in_ticket (staff_id);
create index sign_in_ticket_expiry on sign_in_ticket (expires_at);
comment on table sign_in_ticket is 'who gave the right password and owes the code';
comment on column sign_in_ticket.ticket_hash is 'SHA-256 of the cookie''s 256 random bits';

create table sign_in_policy (
  only_row boolean primary key default true check (only_row),
  totp_required_for text not null check (totp_required_for in ('nobody', 'managers')),
  changed_at timestamptz not null,
  changed_by text not null
);
comment on column sign_in_policy.totp_required_for is 'managers: who manages staff or keys does so only with a second factor';
