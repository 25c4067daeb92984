create table sku (
  sku_code text collate "C" primary key,
  spu_code text,
  name text,
  category text,
  brand text,
  list_price numeric,
  currency char(3),
  updated_at timestamptz not null,
  check (sku_code <> ''),
  check ((list_price is null) = (currency is null))
);
comment on table sku is 'The catalogue, one row a stock keeping unit; SPUs are the distinct spu_code';
comment on column sku.sku_code is 'as written by the brand, case and spaces inside included';
comment on column sku.list_price is 'major units of currency, full scale';
comment on column sku.updated_at is 'when a file last said something about the SKU';
create index sku_by_spu on sku (spu_code) where spu_code is not null;
