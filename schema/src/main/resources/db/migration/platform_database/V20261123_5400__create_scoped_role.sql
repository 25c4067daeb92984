-- The role under which requests of people run who may see a part of the data only. It owns nothing and cannot sign in; a
-- connection takes it for as long as such a request holds it. What it may read, each module's migrations grant, table by
-- table; what belongs to customers or stores lies behind row-level security.
-- Roles are the whole server's: another database of it, or one that migrates at the same time, may have made it.
do $$
begin
  create role quanyu_scoped nologin;
exception
  when duplicate_object or unique_violation then null;
end $$;

do $$
begin
  execute format('grant quanyu_scoped to %I', current_user);
end $$;
