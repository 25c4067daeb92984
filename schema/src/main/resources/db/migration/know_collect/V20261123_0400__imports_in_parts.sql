alter table import_job add column more_follows boolean not null default false;
comment on column import_job.more_follows is 'whoever brings these records brings more at once: what is derived from customers waits for those';
