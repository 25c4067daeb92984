-- Whoever keeps "all below X" in memory sees by it whether that still holds. From a sequence: a change that was rolled
-- back must not leave its number to the next one.
create sequence unit_below_version;
alter table unit_below_day add column version bigint not null default 0;
comment on column unit_below_day.version is 'another one after each change of unit_below';
