-- What became of messages, who does not want any, and the brand's rules of contact.

create type message_purpose as enum ('SERVICE', 'MARKETING');
create type receipt_kind as enum ('DELIVERED', 'FAILED');
create type opt_out_reason as enum ('OPT_OUT', 'COMPLAINT', 'DEAD_NUMBER');

alter table source add column paused boolean not null default false;
comment on column source.paused is 'nothing of it is begun';

-- Numbers are taken before the rows are written, so that contents and dispatches find each other.
alter table content alter column content_no drop identity;
create sequence content_no as bigint owned by content.content_no;
select setval('content_no', greatest((select max(content_no) from content), 1), exists (select from content));
alter table content
  add column fallbacks jsonb not null default '{}',
  add column link_url text,
  add column link_title text,
  add check ((link_url is null) = (link_title is null));
comment on column content.text is 'as written: the values of variables are filled in when a call is made';
comment on column content.fallbacks is 'what stands in for a variable without value, by its name';

alter table dispatch
  add column purpose message_purpose not null default 'MARKETING',
  add column visit int not null default 0,
  add column messages int not null default 0,
  add column refused int not null default 0,
  add column reached int not null default 0,
  add column failed int not null default 0,
  add column begun_at timestamptz,
  add column confirmed_at timestamptz,
  add column recall_at timestamptz,
  add column recalled_at timestamptz,
  add column ask_at timestamptz,
  add column asks int not null default 0,
  add column closed_at timestamptz;
update dispatch d set
  messages = (select count(*) from message m where m.dispatch_no = d.dispatch_no),
  refused = (select count(*) from refused_message r where r.dispatch_no = d.dispatch_no),
  begun_at = (select max(started_at) from attempt a where a.dispatch_no = d.dispatch_no);
alter table dispatch alter column purpose drop default, alter column messages drop default;
comment on column dispatch.messages is 'its recipients, refused ones included';
comment on column dispatch.refused is 'rows in refused_message';
comment on column dispatch.reached is 'recipients with a receipt DELIVERED';
comment on column dispatch.failed is 'recipients with a receipt FAILED and none DELIVERED';
comment on column dispatch.begun_at is 'start of the latest attempt';
comment on column dispatch.confirmed_at is 'when the sender confirmed, by the vendor';
comment on column dispatch.recall_at is 'since when it is wanted back';
comment on column dispatch.recalled_at is 'when the vendor was told that it is wanted back';
comment on column dispatch.ask_at is 'when the vendor is asked next what came of it; where vendors are asked';
comment on column dispatch.asks is 'how often it was asked since the last news';
comment on column dispatch.closed_at is 'an accepted call of which no more receipts are awaited';

drop index dispatch_due;
create index dispatch_due on dispatch (channel, purpose, not_before, dispatch_no) where state = 'PLANNED';
drop index dispatch_source;
create index dispatch_source on dispatch (source_no, visit);
create index dispatch_open on dispatch (channel, ask_at) where state = 'ACCEPTED' and closed_at is null;
create index dispatch_vendor on dispatch (channel, vendor_id) where vendor_id is not null;
create index dispatch_counting on dispatch (coalesce(begun_at, not_before)) where state not in ('REFUSED', 'CANCELLED');

-- By customer first: the messages of one customer are read as often as those of a source, which are found by its dispatches.
alter table message drop constraint message_pkey, add primary key (customer_no, source_no, visit);

create table receipt (
  dispatch_no bigint not null,
  customer_no int not null,
  kind receipt_kind not null,
  at timestamptz not null,
  reason text,
  primary key (dispatch_no, customer_no, kind)
);
comment on table receipt is 'what became of one message, as the vendor told; each kind counted once';
comment on column receipt.at is 'by the vendor''s clock';

create table early_receipt (
  channel text not null,
  vendor_id text not null,
  customer_no int not null,
  kind receipt_kind not null,
  at timestamptz not null,
  reason text,
  arrived_at timestamptz not null,
  primary key (channel, vendor_id, customer_no, kind)
);
create index early_receipt_arrived on early_receipt (arrived_at);
comment on table early_receipt is 'receipts that overtook the answer to their call; moved to receipt when it is accepted';

create table reached_minute (
  source_no int not null,
  minute timestamptz not null,
  reached int not null,
  primary key (source_no, minute)
);
comment on table reached_minute is 'receipts DELIVERED of a source by the minute';

create table inquiry (
  channel text not null,
  begun_at timestamptz not null,
  calls int not null
);
create index inquiry_begun on inquiry (channel, begun_at);
comment on table inquiry is 'calls that asked a vendor or took something back, committed before they were made; of the last minutes only';

create table opt_out (
  opt_out_no bigint generated always as identity primary key,
  channel text not null,
  identifier uuid not null,
  reason opt_out_reason not null,
  at timestamptz not null,
  unique (channel, identifier, reason)
);
create index opt_out_at on opt_out (channel, at);
comment on table opt_out is 'addresses that must not be used; kept by address, so that no merge of customers forgets it';
comment on column opt_out.identifier is 'keyed hash of the address: know_identity.account_identifier.identifier';

create table contact_policy (
  only_one boolean primary key default true check (only_one),
  caps jsonb not null,
  quiet_from time,
  quiet_until time,
  quiet_zone text,
  global_control_bp int not null check (global_control_bp between 0 and 10000),
  version int not null,
  updated_at timestamptz not null,
  check ((quiet_from is null) = (quiet_until is null) and (quiet_from is null) = (quiet_zone is null))
);
comment on table contact_policy is 'the brand''s rules: one row';
comment on column contact_policy.caps is '[{channel?, messagesMax, days}]; without channel it counts all channels together';
comment on column contact_policy.quiet_from is 'first quiet time of the day, by the clock of quiet_zone; null: no hour is quiet';
comment on column contact_policy.global_control_bp is 'share of all customers who get no marketing, basis points';
insert into contact_policy (caps, quiet_from, quiet_until, quiet_zone, global_control_bp, version, updated_at)
values ('[{"messagesMax": 4, "days": 7}]', '21:00', '09:00', 'Asia/Shanghai', 0, 1, now());
