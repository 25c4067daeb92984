create table store (
  store_code text collate "C" primary key,
  name text,
  province text,
  city text,
  address text,
  store_type text,
  opened_on date,
  updated_at timestamptz not null,
  check (store_code <> '')
);
comment on table store is 'Stores and other points of sale, by the code that orders carry';
comment on column store.store_type is 'as written by the brand, e.g. owned, franchised';
comment on column store.updated_at is 'when a file last said something about the store';
