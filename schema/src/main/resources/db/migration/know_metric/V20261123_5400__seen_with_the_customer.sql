-- What a customer bought in all is seen by who sees her.
grant usage on schema know_metric to quanyu_scoped;
grant select on know_metric.customer_metric to quanyu_scoped;

alter table know_metric.customer_metric enable row level security, force row level security;
create policy whole on know_metric.customer_metric to current_user using (true) with check (true);
create policy scope on know_metric.customer_metric for select to quanyu_scoped using (
  exists (select from know_identity.customer c where c.customer_no = customer_metric.customer_no));
