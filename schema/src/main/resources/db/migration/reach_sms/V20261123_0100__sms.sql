-- SMS: the gateway account that texts go through, what was begun with it, and what the gateway told us.

create table gateway (
  gateway_id uuid primary key,
  account_no int not null check (account_no > 0),
  base_url text not null,
  signature text not null,
  price_per_part numeric(12, 6) not null check (price_per_part >= 0),
  currency char(3) not null,
  is_keyed boolean not null,
  calls_per_minute int not null check (calls_per_minute > 0),
  recipients_max int not null check (recipients_max between 1 and 1000),
  wrapped_key bytea not null,
  sealed_api_key bytea not null,
  sealed_callback_secret bytea not null,
  version int not null default 1 check (version > 0),
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index gateway_only_one on gateway ((true));
comment on table gateway is 'the one gateway account that texts go through';
comment on column gateway.gateway_id is '122 random bits; also the last part of the callback''s path';
comment on column gateway.account_no is 'goes up when base URL, key or is_keyed change: keys of calls mean nothing to another account';
comment on column gateway.base_url is 'scheme, host and port; https, or the own machine';
comment on column gateway.signature is 'registered name of the sender, without its brackets';
comment on column gateway.price_per_part is 'in units of the currency: 0.045 is CNY 0.045';
comment on column gateway.is_keyed is 'the gateway answers a call that comes again with the same Idempotency-Key like the first';
comment on column gateway.wrapped_key is 'the key that seals the columns below and the gateway''s callbacks, wrapped by the master keyset';
comment on column gateway.sealed_api_key is 'AES-256-GCM under the gateway''s key';
comment on column gateway.sealed_callback_secret is 'signs callbacks, with its whsec_, AES-256-GCM under the gateway''s key';
comment on column gateway.version is 'counts changes; the ETag';

create table call (
  mark text primary key,
  account_no int not null,
  begun_at timestamptz not null
);
create index call_by_time on call (begun_at);
comment on table call is 'calls that the gateway may have, committed before each: the same again needs the same account and a key that is remembered';
comment on column call.mark is 'mark of the dispatch, the key of the call';
comment on column call.begun_at is 'of the first attempt';

create table addressed (
  source text not null,
  address uuid not null,
  customer_no int not null,
  mark text not null,
  at timestamptz not null,
  primary key (source, address)
);
create index addressed_mark on addressed (mark);
create index addressed_by_time on addressed (at);
comment on table addressed is 'numbers that marketing texts of a source went to, so that a family''s phone gets one';
comment on column addressed.source is 'start of the marks of the source''s calls, such as qy-00000a';
comment on column addressed.address is 'keyed hash of the phone number, as identifiers are kept';
comment on column addressed.customer_no is 'whose text it is';

create table callback (
  gateway_id uuid not null references gateway on delete cascade,
  webhook_id text not null check (length(webhook_id) between 1 and 200),
  type text not null check (length(type) between 1 and 100),
  received_at timestamptz not null,
  sealed_body bytea not null,
  primary key (gateway_id, webhook_id)
);
create index callback_by_time on callback (gateway_id, received_at desc);
comment on table callback is 'what the gateway told us, each once; replies of customers are kept to be read';
comment on column callback.webhook_id is 'the gateway''s name of it; the same again is a repetition';
comment on column callback.sealed_body is 'JSON as it came, AES-256-GCM under the gateway''s key';
