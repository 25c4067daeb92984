-- What the policies of order facts need to know of the tree. The views read it as its owner.
create view store_code as
  select code, unit_no from unit_code where system = 'orders';
comment on view store_code is 'units by the store code that orders carry';

create view store_in_scope as
  select code from store_code
  where case
    when unit_no < (select 8 * octet_length(coalesce(nullif(current_setting('quanyu.scope_units', true), ''), '\x')::bytea))
    then get_bit((select coalesce(nullif(current_setting('quanyu.scope_units', true), ''), '\x')::bytea), unit_no) = 1
    else false
  end;
comment on view store_in_scope is 'store codes of the units of the current scope';

grant usage on schema brand_organisation to quanyu_scoped;
grant select on store_in_scope, store_code to quanyu_scoped;
