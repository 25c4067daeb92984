-- Nothing asks inside of it: what PostgreSQL need not parse for every account it need not print again either.
alter table account_profile alter column stated type text;
