-- The outbox: what is to be said to whom, and the calls to vendors that say it. Narrow rows: a broadcast writes millions at once.

create type dispatch_state as enum ('PLANNED', 'SENDING', 'ACCEPTED', 'REFUSED', 'UNKNOWN', 'CANCELLED');

create table source (
  source_no int generated always as identity primary key,
  kind text not null,
  id uuid not null,
  unique (kind, id)
);
comment on table source is 'what causes messages: a broadcast, a step of a journey';

create table content (
  content_no bigint generated always as identity primary key,
  source_no int not null references source (source_no),
  text text not null check (text <> '')
);
comment on column content.text is 'as customers read it; the same for all recipients of a dispatch';

create sequence dispatch_no as bigint;
create table dispatch (
  dispatch_no bigint primary key,
  source_no int not null,
  channel text not null,
  sender text not null default '',
  content_no bigint not null,
  mark text not null unique,
  state dispatch_state not null default 'PLANNED',
  not_before timestamptz not null,
  attempts int not null default 0,
  lease_until timestamptz,
  vendor_id text,
  ended_at timestamptz,
  reason text,
  check ((state = 'SENDING') = (lease_until is not null)),
  check (state <> 'ACCEPTED' or vendor_id is not null)
) with (fillfactor = 80);
create index dispatch_due on dispatch (channel, not_before, dispatch_no) where state = 'PLANNED';
create index dispatch_sending on dispatch (channel, lease_until) where state = 'SENDING';
create index dispatch_source on dispatch (source_no);
comment on table dispatch is 'one call to a vendor for many messages';
comment on column dispatch.sender is 'the guide by whom it goes, in the channel''s own ids; empty where the brand itself sends';
comment on column dispatch.mark is 'unique, and part of what is sent: by it the vendor is asked what became of the call';
comment on column dispatch.lease_until is 'until then its attempt may be under way; afterwards whoever began it is dead';
comment on column dispatch.reason is 'why it was refused, is unknown or was cancelled';

create table attempt (
  dispatch_no bigint not null,
  attempt_no int not null,
  channel text not null,
  started_at timestamptz not null,
  primary key (dispatch_no, attempt_no)
);
create index attempt_started on attempt (channel, started_at);
comment on table attempt is 'every call that was begun, committed before it; counts towards the rate of its channel';

create table message (
  source_no int not null,
  customer_no int not null,
  visit int not null default 0,
  dispatch_no bigint not null,
  primary key (source_no, customer_no, visit)
);
create index message_dispatch on message (dispatch_no);
comment on table message is 'one message to one customer; its state is that of its dispatch unless the vendor refused it alone';
comment on column message.visit is 'counts the visits of one customer to one step; 0 for a broadcast';

create table refused_message (
  dispatch_no bigint not null,
  customer_no int not null,
  reason text not null,
  primary key (dispatch_no, customer_no)
);
comment on table refused_message is 'recipients whom the vendor refused while it accepted the rest of the call';
