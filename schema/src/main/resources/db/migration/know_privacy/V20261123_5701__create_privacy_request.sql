-- What persons ask of us under PIPL art. 44 to 47: requests with their clock, copies to hand out, erasures under way (ADR 0018).

create type request_kind as enum ('ACCESS', 'EXPORT', 'ERASURE', 'CORRECTION');
create type request_state as enum ('RECEIVED', 'VERIFIED', 'APPROVED', 'RUNNING', 'DONE', 'REFUSED');
create type request_channel as enum ('STORE', 'PHONE', 'EMAIL', 'WECOM', 'ONLINE', 'LETTER');
create type verification as enum ('PHONE_CODE', 'DOCUMENT', 'ACCOUNT', 'KNOWN_IN_STORE');

create table request (
  request_id uuid primary key,
  kind request_kind not null,
  state request_state not null default 'RECEIVED',
  customer_id uuid not null,
  channel request_channel not null,
  received_at timestamptz not null,
  due_at timestamptz not null,
  note text check (length(note) between 1 and 300),
  created_by text not null,
  created_at timestamptz not null,
  verified_how verification,
  verified_reference text check (length(verified_reference) between 1 and 200),
  verified_by text,
  verified_at timestamptz,
  approved_by text,
  approved_at timestamptz,
  started_by text,
  started_at timestamptz,
  ended_by text,
  ended_at timestamptz,
  refusal text check (length(refusal) between 1 and 300),
  version int not null default 1,
  check (due_at > received_at),
  check ((verified_how is null) = (verified_by is null) and (verified_how is null) = (verified_at is null)),
  check (state in ('RECEIVED', 'REFUSED') or verified_at is not null),
  check (kind <> 'ERASURE' or state not in ('APPROVED', 'RUNNING', 'DONE') or approved_by is not null),
  check (approved_by not in (created_by, verified_by)),
  check ((state in ('DONE', 'REFUSED')) = (ended_at is not null)),
  check ((state = 'REFUSED') = (refusal is not null))
);
create index request_received on request (received_at desc, request_id desc);
create index request_state on request (state, received_at desc, request_id desc);
create index request_customer on request (customer_id);
comment on column request.customer_id is 'as the request named her: after an erasure it leads to a number without a person';
comment on column request.received_at is 'when she asked: the clock runs from here';
comment on column request.note is 'what was asked, in the words of who wrote it down; no personal data';
comment on column request.verified_reference is 'of a ticket or a recording; no personal data';
comment on column request.started_by is 'who had it done; erasures only with another one''s approval';

create table erasure (
  request_id uuid primary key references request,
  customer_id uuid not null,
  customer_nos int[] not null,
  account_nos int[] not null,
  identifiers uuid[] not null,
  account_keys uuid[] not null,
  erased_at timestamptz not null,
  done text[] not null default '{}'
);
comment on table erasure is 'what an erasure needs to go on after a crash; emptied of hashes at its end';
comment on column erasure.done is 'holders whose part is committed';

create table copy (
  request_id uuid primary key references request,
  wrapped_key bytea,
  size_bytes bigint not null check (size_bytes > 0),
  sha256 bytea not null check (length(sha256) = 32),
  made_at timestamptz not null,
  expires_at timestamptz not null,
  downloads int not null default 0
);
create index copy_expiry on copy (expires_at) where wrapped_key is not null;
comment on table copy is 'files for persons; the bytes lie encrypted in DATA/privacy under the request''s id';
comment on column copy.wrapped_key is 'key of the file, wrapped by the master keyset; null: expired, nobody can read it any more';
