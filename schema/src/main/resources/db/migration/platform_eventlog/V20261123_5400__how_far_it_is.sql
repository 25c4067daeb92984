-- An evaluation waits until the warehouse has read what was committed before it.
grant usage on schema platform_eventlog to quanyu_scoped;
grant select on stream, consumer to quanyu_scoped;
