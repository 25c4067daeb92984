-- Whose customer she is, and who may therefore see her.
alter table customer
  add column owner_unit_no int not null default 0,
  add column owner_guide_no int not null default 0;
create index customer_owner_unit on customer (owner_unit_no, customer_no) where owner_unit_no <> 0;
create index customer_owner_guide on customer (owner_guide_no, customer_no) where owner_guide_no <> 0;
comment on column customer.owner_unit_no is 'number of the unit, mostly a store, that she belongs to; 0: none. Of a merged one: as of her who took over';
comment on column customer.owner_guide_no is 'number of the guide (a person) that she belongs to; 0: none';

grant usage on schema know_identity to quanyu_scoped;
grant select on customer, account, account_identifier, change, namespace to quanyu_scoped;

-- The scope's units are a set of bits, so that a wide scope costs a row no more than a narrow one; the sub-selects read it once
-- a statement, not once a row. Without a scope there is nothing to see.
alter table customer enable row level security, force row level security;
create policy whole on customer to current_user using (true) with check (true);
create policy scope on customer for select to quanyu_scoped using (
  case
    when owner_unit_no < (select 8 * octet_length(coalesce(nullif(current_setting('quanyu.scope_units', true), ''), '\x')::bytea))
    then get_bit((select coalesce(nullif(current_setting('quanyu.scope_units', true), ''), '\x')::bytea), owner_unit_no) = 1
    else false
  end
  or owner_guide_no = any ((select coalesce(nullif(current_setting('quanyu.scope_guides', true), ''), '{}')::int[])::int[]));

-- Whatever hangs on a customer is seen by who sees her.
alter table account enable row level security, force row level security;
create policy whole on account to current_user using (true) with check (true);
create policy scope on account for select to quanyu_scoped using (
  exists (select from know_identity.customer c where c.customer_no = account.customer_no));

alter table account_identifier enable row level security, force row level security;
create policy whole on account_identifier to current_user using (true) with check (true);
create policy scope on account_identifier for select to quanyu_scoped using (
  exists (select from know_identity.account a where a.account_no = account_identifier.account_no));

alter table change enable row level security, force row level security;
create policy whole on change to current_user using (true) with check (true);
create policy scope on change for select to quanyu_scoped using (
  exists (select from know_identity.customer c where c.customer_no = change.to_customer_no));
