-- What is known of a customer is seen by who sees her.
grant usage on schema know_profile to quanyu_scoped;
grant select on customer_key, profile to quanyu_scoped;

alter table customer_key enable row level security, force row level security;
create policy whole on customer_key to current_user using (true) with check (true);
create policy scope on customer_key for select to quanyu_scoped using (
  exists (select from know_identity.customer c where c.customer_no = customer_key.customer_no));

alter table profile enable row level security, force row level security;
create policy whole on profile to current_user using (true) with check (true);
create policy scope on profile for select to quanyu_scoped using (
  exists (select from know_identity.customer c where c.customer_no = profile.customer_no));
