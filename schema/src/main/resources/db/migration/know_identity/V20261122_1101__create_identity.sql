-- One-ID: the evidence (accounts and keyed hashes of their identifiers) and the customers derived from it.
-- Sized for 20 M customers and 60 M identifiers: narrow rows, no foreign keys on the bulk tables (each would be checked row by
-- row during COPY; the module writes both sides in one transaction).

create type gender as enum ('FEMALE', 'MALE');
create type identifier_kind as enum
  ('MEMBER_NO', 'UNIONID', 'EXTERNAL_USERID', 'OPENID', 'PLATFORM_ID', 'PHONE', 'EMAIL', 'ORDER_PHONE');
create type change_op as enum ('MERGE', 'SPLIT');
create type conflict_kind as enum ('EXCLUSIVE_IDENTIFIERS', 'TRAITS', 'AMBIGUOUS');

create sequence customer_no as int;
create sequence account_no as int;

create table customer (
  customer_no int primary key,
  customer_id uuid not null unique,
  created_at timestamptz not null,
  merged_into int,
  check (merged_into is distinct from customer_no)
);
comment on table customer is 'a person as we know her: a component of accounts, or the alias of one';
comment on column customer.customer_no is 'dense: position in bitmaps';
comment on column customer.customer_id is 'public id, UUID version 7';
comment on column customer.merged_into is 'customer that took over the last account; null while the customer has accounts';

create table account (
  account_no int primary key,
  account_key uuid not null unique,
  channel text not null,
  customer_no int not null,
  first_seen_at timestamptz not null,
  name_hash bigint not null default 0,
  surname_hash bigint not null default 0,
  name_at timestamptz,
  birthday date,
  birthday_at timestamptz,
  gender gender,
  gender_at timestamptz,
  check (name_hash = 0 or surname_hash <> 0),
  check ((surname_hash = 0) = (name_at is null)),
  check ((birthday is null) = (birthday_at is null)),
  check ((gender is null) = (gender_at is null))
) with (fillfactor = 90);
create index account_customer on account (customer_no);
comment on table account is 'one person in one channel: the unit of evidence';
comment on column account.account_key is 'keyed hash of channel and the channel''s own id, else of member number, phone or e-mail';
comment on column account.customer_no is 'the person whom the resolution found; derived, may change';
comment on column account.first_seen_at is 'time of the earliest record';
comment on column account.name_hash is 'keyed hash of the normalised name; 0 if missing or masked';
comment on column account.surname_hash is 'keyed hash of its first character; 0 if missing';

create table namespace (
  namespace_no smallint generated always as identity primary key,
  kind identifier_kind not null,
  scope text not null,
  unique (kind, scope)
);
comment on table namespace is 'where exclusive identifiers are exclusive: one programme, corporation or app';

create table account_identifier (
  identifier uuid not null,
  account_no int not null,
  kind identifier_kind not null,
  namespace_no smallint not null default 0,
  seen_at timestamptz not null,
  primary key (identifier, account_no, kind)
);
create index account_identifier_account on account_identifier (account_no);
comment on column account_identifier.identifier is 'keyed hash of kind, scope and value; order phones hash like phones';
comment on column account_identifier.namespace_no is 'see namespace; 0 for kinds that are not exclusive';
comment on column account_identifier.seen_at is 'time of the earliest record with it';

create table blocked_identifier (
  identifier uuid primary key,
  blocked_at timestamptz not null
);
comment on table blocked_identifier is 'links nobody: too many accounts or names carry it';

create table conflict (
  identifier uuid not null,
  account_no int not null,
  other_account_no int not null,
  kind conflict_kind not null,
  found_at timestamptz not null,
  primary key (identifier, account_no, other_account_no, kind)
);
create index conflict_account on conflict (account_no);
comment on table conflict is 'accounts that share an identifier and were kept apart, for review';

create table change (
  change_no bigint generated always as identity primary key,
  changed_at timestamptz not null,
  op change_op not null,
  account_no int not null,
  from_customer_no int not null,
  to_customer_no int not null,
  reason text not null,
  check (from_customer_no <> to_customer_no)
);
create index change_to on change (to_customer_no, change_no);
create index change_from on change (from_customer_no, change_no);
comment on table change is 'every account that ever changed its customer';
comment on column change.op is 'MERGE: the old customer is empty now; SPLIT: it lives on without the account';
comment on column change.reason is 'why the account is where it is: LinkReason of the resolution';
