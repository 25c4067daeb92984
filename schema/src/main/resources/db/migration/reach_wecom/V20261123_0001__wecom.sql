-- WeCom: the apps of corporations that we speak through, and what WeCom told us.

create table app (
  app_id uuid primary key,
  corp_id text not null check (length(corp_id) between 1 and 64),
  agent_id int not null check (agent_id > 0),
  api_base_url text not null default 'https://qyapi.weixin.qq.com',
  wrapped_key bytea not null,
  sealed_secret bytea not null,
  sealed_token bytea not null,
  sealed_aes_key bytea not null,
  version int not null default 1 check (version > 0),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (corp_id, agent_id)
);
comment on table app is 'one row a self-built app of a corporation';
comment on column app.app_id is '122 random bits; also the last part of the callback''s path';
comment on column app.api_base_url is 'scheme, host and port; https, or the own machine';
comment on column app.wrapped_key is 'the key that seals the columns below and the app''s callbacks, wrapped by the master keyset';
comment on column app.sealed_secret is 'the app''s secret, AES-256-GCM under the app''s key';
comment on column app.sealed_token is 'signs callbacks, AES-256-GCM under the app''s key';
comment on column app.sealed_aes_key is 'EncodingAESKey of callbacks, AES-256-GCM under the app''s key';
comment on column app.version is 'counts changes; the ETag';

create table callback (
  callback_id uuid primary key default uuidv7(),
  app_id uuid not null references app on delete cascade,
  dedupe_key uuid not null,
  kind text not null check (length(kind) between 1 and 200),
  occurred_at timestamptz not null,
  received_at timestamptz not null,
  sealed_event bytea not null,
  unique (app_id, dedupe_key)
);
create index callback_by_time on callback (received_at);
create index callback_of_app on callback (app_id, received_at desc);
comment on table callback is 'events accepted from WeCom, each once';
comment on column callback.dedupe_key is 'keyed hash of all fields but the welcome code; CreateTime alone is whole seconds, so ExternalUserID, ChatId and the rest count';
comment on column callback.kind is 'Event and ChangeType joined by a dot, or message and MsgType';
comment on column callback.occurred_at is 'CreateTime of WeCom, whole seconds';
comment on column callback.sealed_event is 'the decrypted XML, AES-256-GCM under the app''s key';
