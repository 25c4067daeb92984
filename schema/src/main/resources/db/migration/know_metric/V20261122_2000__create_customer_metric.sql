create table know_metric.customer_metric (
  customer_no        int         not null,
  currency           text        not null check (currency ~ '^[A-Z]{3}$'),
  orders             int         not null check (orders >= 0),
  cancelled_orders   int         not null check (cancelled_orders >= 0),
  units              bigint      not null,
  net_revenue_minor  bigint      not null,
  sale_revenue_minor bigint      not null,
  first_order_at     timestamptz,
  last_order_at      timestamptz,
  primary key (customer_no, currency),
  check ((orders > 0) = (first_order_at is not null and last_order_at is not null))
);

comment on table know_metric.customer_metric is
  'what a customer bought in one currency; always equal to what the order facts of know.purchase say';
comment on column know_metric.customer_metric.orders is 'sale orders';
comment on column know_metric.customer_metric.cancelled_orders is 'cancellation documents';
comment on column know_metric.customer_metric.units is 'products in sale orders, charges left out';
comment on column know_metric.customer_metric.net_revenue_minor is 'all lines of all documents, minor units';
comment on column know_metric.customer_metric.sale_revenue_minor is 'lines of sale orders alone, minor units';
comment on column know_metric.customer_metric.first_order_at is 'earliest sale order, null without any';
comment on column know_metric.customer_metric.last_order_at is 'latest sale order, null without any';
