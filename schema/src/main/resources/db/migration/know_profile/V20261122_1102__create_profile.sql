-- What accounts said about customers, and the golden record made of it. Personal values are sealed under the customer's key.

create table customer_key (
  customer_no int primary key,
  customer_id uuid not null,
  wrapped_key bytea not null
);
comment on table customer_key is 'destroying a row erases the person''s sealed values everywhere, backups included';
comment on column customer_key.customer_id is 'public id of the customer; the key is bound to it';
comment on column customer_key.wrapped_key is 'AES-256 key, encrypted by the master keyset';

create table account_profile (
  account_no int primary key,
  customer_no int not null,
  channel text not null,
  sealed_values bytea not null,
  stated jsonb not null
) with (fillfactor = 80);
create index account_profile_customer on account_profile (customer_no);
comment on table account_profile is 'what the records of one account say, each value with its time';
comment on column account_profile.sealed_values is 'JSON {value: [text, epoch ms]} of name, phone, email, address, memberNo; under the key of customer_no';
comment on column account_profile.stated is 'JSON {value: [text, epoch ms]} of gender, birthday, province, city, registeredAt and @attributes';

create table profile (
  customer_no int primary key,
  sealed_values bytea not null,
  gender text check (gender in ('FEMALE', 'MALE')),
  birthday date,
  province text,
  city text,
  registered_at timestamptz,
  attributes jsonb not null,
  channels text[] not null,
  updated_at timestamptz not null
) with (fillfactor = 80);
comment on table profile is 'golden record: of each value the one that survived';
comment on column profile.sealed_values is 'JSON {value: text} of name, phone, email, address, memberNo; under the customer''s key';
comment on column profile.attributes is 'further columns under their own names, as text';
comment on column profile.channels is 'codes of the channels that know the customer, sorted';
