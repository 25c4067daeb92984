-- First answers to requests that carry an Idempotency-Key, given again when they are repeated.

create table idempotent_response (
  caller text not null,
  operation text not null,
  key_hash bytea not null,
  request_hash bytea not null,
  response jsonb,
  created_at timestamptz not null,
  primary key (caller, operation, key_hash)
);
create index idempotent_response_age on idempotent_response (created_at);
comment on column idempotent_response.caller is 'username; a key is the caller''s own';
comment on column idempotent_response.key_hash is 'SHA-256 of the Idempotency-Key';
comment on column idempotent_response.request_hash is 'SHA-256 of the request as JSON, to tell a repetition from a reuse';
comment on column idempotent_response.response is 'null only while the first request is at work';
