grant usage on schema brand_product to quanyu_scoped;
grant select on sku to quanyu_scoped;
