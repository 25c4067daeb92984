-- Who sees a store's orders may read its name.
grant usage on schema brand_store to quanyu_scoped;
grant select on store to quanyu_scoped;

alter table store enable row level security, force row level security;
create policy whole on store to current_user using (true) with check (true);
create policy scope on store for select to quanyu_scoped using (
  store_code in (select code from brand_organisation.store_in_scope));
