-- Order facts of all channels. A line is what was read; the header is computed from its lines alone.

create type order_kind as enum ('SALE', 'CANCELLATION', 'ADJUSTMENT', 'STOCK_CORRECTION');
create type item_kind as enum ('PRODUCT', 'CHARGE');

create sequence purchase_no as bigint;

create table purchase (
  purchase_no bigint primary key,
  channel text not null,
  order_no text not null,
  kind order_kind not null,
  placed_at timestamptz not null,
  account_no int,
  customer_no int,
  store_code text,
  currency char(3) not null,
  net_minor bigint not null,
  units numeric not null,
  line_count int not null check (line_count > 0),
  unique (channel, order_no, currency),
  check ((account_no is null) = (customer_no is null))
) with (fillfactor = 90);
create index purchase_customer on purchase (customer_no, placed_at) where customer_no is not null;
create index purchase_account on purchase (account_no) where account_no is not null;
create index purchase_order_no on purchase (order_no);
comment on table purchase is 'one order document; a document in two currencies is two';
comment on column purchase.kind is 'the strongest kind among its lines, in the order of the type';
comment on column purchase.placed_at is 'time of its earliest line';
comment on column purchase.account_no is 'whose order it is: of its earliest line that knows; null if none does';
comment on column purchase.customer_no is 'customer of the account; moves with it';
comment on column purchase.net_minor is 'sum of the line totals, minor units';
comment on column purchase.units is 'sum of the quantities of products, charges left out';

create table purchase_line (
  source uuid not null,
  line_no bigint not null check (line_no > 0),
  purchase_no bigint not null,
  kind order_kind not null,
  placed_at timestamptz not null,
  account_no int,
  store_code text,
  sku text not null,
  item_name text,
  item_kind item_kind not null,
  quantity numeric not null,
  unit_price numeric,
  total_minor bigint not null,
  primary key (source, line_no)
);
create index purchase_line_purchase on purchase_line (purchase_no);
comment on column purchase_line.source is 'first 16 bytes of the file''s SHA-256, or the id of another stream of lines';
comment on column purchase_line.line_no is 'line within the source; source and line make the line itself: equal lines are two facts';
comment on column purchase_line.quantity is 'as reported, full scale; negative for what came back';
comment on column purchase_line.unit_price is 'major units, full scale; null if the channel reports totals only';
comment on column purchase_line.total_minor is 'what the line adds to net revenue, minor units, rounded half up';
