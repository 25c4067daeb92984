-- An order is seen by who sees the store that sold it; one without a store, or of the customer's own store, by who sees the customer.
grant usage on schema know_purchase to quanyu_scoped;
grant select on purchase, purchase_line to quanyu_scoped;

alter table purchase enable row level security, force row level security;
create policy whole on purchase to current_user using (true) with check (true);
create policy scope on purchase for select to quanyu_scoped using (
  case
    when store_code is null then
      exists (select from know_identity.customer c where c.customer_no = purchase.customer_no)
    else
      store_code in (select code from brand_organisation.store_in_scope)
      or exists (
        select from know_identity.customer c
        where c.customer_no = purchase.customer_no
          and c.owner_unit_no = (select s.unit_no from brand_organisation.store_code s where s.code = purchase.store_code))
  end);

alter table purchase_line enable row level security, force row level security;
create policy whole on purchase_line to current_user using (true) with check (true);
create policy scope on purchase_line for select to quanyu_scoped using (
  exists (select from know_purchase.purchase p where p.purchase_no = purchase_line.purchase_no));
