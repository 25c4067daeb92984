-- Customers in the order of their latest sale, a page at a time.
create index purchase_sale_placed on purchase (placed_at desc, customer_no desc)
  where kind = 'SALE' and customer_no is not null;
