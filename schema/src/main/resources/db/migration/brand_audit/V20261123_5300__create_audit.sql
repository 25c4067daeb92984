-- Who did, saw, exported or revealed what, when, from where. Rows are only ever added (ADR 0015).

create table entry (
  entry_id uuid primary key,
  xid xid8 not null default pg_current_xact_id(),
  occurred_at timestamptz not null,
  request_id uuid not null,
  actor text not null check (length(actor) between 1 and 100),
  kind text not null check (kind in ('change', 'view', 'export', 'reveal')),
  action text not null check (length(action) between 3 and 60),
  object_kind text check (length(object_kind) between 1 and 40),
  object_id text check (length(object_id) between 1 and 100),
  outcome text not null check (outcome in ('done', 'refused', 'failed')),
  reason text check (length(reason) between 1 and 300),
  source_ip text check (length(source_ip) between 1 and 45),
  user_agent text check (length(user_agent) between 1 and 200),
  details text not null check (length(details) <= 4000 and details is json object),
  seal bytea not null,
  check (object_id is null or object_kind is not null)
);
comment on column entry.entry_id is 'UUIDv7, drawn by the server';
comment on column entry.xid is 'the transaction that wrote it: blocks are ranges of transactions that have all ended';
comment on column entry.request_id is 'UUIDv7; a request that fails after its first commit leaves a second entry';
comment on column entry.actor is 'username of staff; local: command line of the server; -: nobody signed in';
comment on column entry.source_ip is 'address of the client as the server saw it; null for work without a request';
comment on column entry.details is 'a JSON object, kept as text because the seal covers its bytes; never personal data';
comment on column entry.seal is 'MAC over all columns but xid, under a key that is not in the database';

create index entry_xid on entry (xid, entry_id);
create index entry_time on entry (occurred_at, entry_id);
create index entry_actor on entry (actor, occurred_at, entry_id);
create index entry_action on entry (action, occurred_at, entry_id);
create index entry_object on entry (object_kind, object_id, occurred_at, entry_id) where object_id is not null;
create index entry_reveal on entry (actor, action, occurred_at) where kind = 'reveal' and outcome = 'done';

create table block (
  block_no bigint primary key check (block_no > 0),
  xid_from xid8 not null,
  xid_to xid8 not null,
  sealed_at timestamptz not null,
  entry_ids uuid[] not null check (cardinality(entry_ids) > 0),
  entries_hash bytea not null check (length(entries_hash) = 32),
  previous_seal bytea not null,
  seal bytea not null,
  check (xid_from < xid_to)
);
comment on column block.xid_from is 'first transaction of the block; the end of the block before';
comment on column block.xid_to is 'first transaction after the block';
comment on column block.entry_ids is 'in order of (xid, entry_id)';
comment on column block.entries_hash is 'SHA-256 over the entries'' ids and seals in that order';
comment on column block.previous_seal is 'seal of the block before; empty for the first';
comment on column block.seal is 'MAC over all other columns, under a key that is not in the database';

create table alarm (
  alarm_id uuid primary key,
  raised_at timestamptz not null,
  actor text not null,
  action text not null,
  rule text not null check (rule in ('burst', 'unusual_day')),
  counted int not null check (counted > 0),
  allowed int not null check (allowed > 0)
);
comment on column alarm.rule is 'burst: more than allowed in ten minutes; unusual_day: more than allowed since the day began, a multiple of the actor''s own mean';
create index alarm_time on alarm (raised_at, alarm_id);
create index alarm_actor on alarm (actor, action, rule, raised_at);

-- The last full check, for the console. Not evidence, so it may change.
create table verification (
  only_row boolean primary key default true check (only_row),
  verified_at timestamptz not null,
  block_no bigint not null,
  entries bigint not null,
  breaches text not null check (breaches is json array)
);
comment on column verification.block_no is 'last block that was looked at';
comment on column verification.breaches is 'the first ones found, as the API tells them';

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of %.% are only ever added', tg_table_schema, tg_table_name using errcode = 'insufficient_privilege';
end
$$;
create trigger entry_is_append_only before update or delete or truncate on entry
  for each statement execute function refuse_change();
create trigger block_is_append_only before update or delete or truncate on block
  for each statement execute function refuse_change();
create trigger alarm_is_append_only before update or delete or truncate on alarm
  for each statement execute function refuse_change();

-- Who may see a part of the data only leaves entries as everybody does, and is counted and raises alarms as everybody.
grant usage on schema brand_audit to quanyu_scoped;
grant insert on entry, alarm to quanyu_scoped;
grant select (actor, action, kind, outcome, occurred_at) on entry to quanyu_scoped;
grant select (actor, action, rule, raised_at) on alarm to quanyu_scoped;
