-- The customers whom members have as contacts in WeCom.

create table contact_sync (
  app_id uuid primary key references app on delete cascade,
  state text not null check (state in ('REQUESTED', 'RUNNING', 'IMPORTING', 'ENDED', 'FAILED')),
  due_at timestamptz not null,
  tries int not null default 0 check (tries >= 0),
  started_at timestamptz,
  members_total int,
  members_done int not null default 0,
  import_ids uuid[] not null default '{}',
  failure text,
  synced_at timestamptz
);
comment on table contact_sync is 'how far the reading of an app''s contacts is; one row an app';
comment on column contact_sync.due_at is 'not to be worked on before';
comment on column contact_sync.tries is 'in a row that ended because WeCom was busy or could not be reached';
comment on column contact_sync.started_at is 'of the current or last run; kept when a run is taken up after a crash';
comment on column contact_sync.import_ids is 'imports that the run handed records to and that have not ended';
comment on column contact_sync.synced_at is 'start of the last run that ended well: everything until then is known';

create table member (
  app_id uuid not null references app on delete cascade,
  user_id text not null,
  name text not null,
  primary key (app_id, user_id)
);
comment on table member is 'members of the corporation whom the app sees: guides and other staff';

create table external_contact (
  contact_no int generated always as identity primary key,
  app_id uuid not null references app on delete cascade,
  identifier uuid not null,
  sealed_id bytea not null,
  unique (app_id, identifier)
);
comment on table external_contact is 'customers in WeCom, each once, whoever has them';
comment on column external_contact.identifier is 'keyed hash of the external user id, as know_identity keeps it';
comment on column external_contact.sealed_id is 'the external user id, AES-256-GCM under the app''s key';

create table follow (
  contact_no int not null references external_contact on delete cascade,
  user_id text not null,
  followed_at timestamptz not null,
  changed_at timestamptz not null,
  ended_at timestamptz,
  ended_by text check (ended_by in ('MEMBER', 'CUSTOMER', 'SYNC')),
  fingerprint uuid,
  import_id uuid,
  primary key (contact_no, user_id),
  check ((ended_at is null) = (ended_by is null))
);
create index follow_of_member on follow (user_id) where ended_at is null;
create index follow_to_describe on follow (contact_no) where fingerprint is null and ended_at is null;
create index follow_by_import on follow (import_id) where import_id is not null;
comment on table follow is 'that a member has a customer as contact, also when it is over';
comment on column follow.followed_at is 'since when, by WeCom''s clock, whole seconds';
comment on column follow.changed_at is 'when this row last changed, by our clock';
comment on column follow.ended_at is 'when it ended: by WeCom''s clock if a callback told, else when a sync missed it';
comment on column follow.ended_by is 'MEMBER deleted her; CUSTOMER deleted the member, whose list still shows her; SYNC: no longer listed';
comment on column follow.fingerprint is 'keyed hash of what was last handed to the imports; null: nothing yet, or it changed';
comment on column follow.import_id is 'the import that it was handed to, until that has ended';

create table sent_call (
  mark text primary key,
  app_id uuid not null references app on delete cascade,
  customer_nos int[] not null,
  contact_nos int[] not null,
  sent_at timestamptz not null,
  check (cardinality(customer_nos) = cardinality(contact_nos))
);
create index sent_call_by_time on sent_call (sent_at);
comment on table sent_call is 'who was meant by whom in a call, written before it is made: receipts name external user ids, and One-ID may change';
comment on column sent_call.sent_at is 'when the last attempt began';
