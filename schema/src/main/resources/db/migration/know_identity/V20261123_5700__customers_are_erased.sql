-- Who asked to be erased stays as a number that orders are counted under; records of the past must not bring her back.
alter table customer add column erased_at timestamptz;
create index customer_erased on customer (customer_no) where erased_at is not null;
comment on column customer.erased_at is 'since when nobody knows who she was; null: she is a customer';

create table erased_identifier (
  mark uuid primary key,
  erased_at timestamptz not null
);
comment on table erased_identifier is 'identifiers and accounts of erased customers: what is dated before is left out, what is dated after is a new customer';
comment on column erased_identifier.mark is 'keyed hash: account_identifier.identifier or account.account_key';
comment on column erased_identifier.erased_at is 'of the latest erasure';
