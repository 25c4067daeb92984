-- Opting out of marketing is a decision of consent and lives in know_consent; what stays here are addresses that are no use to anybody.
insert into know_consent.decision (purpose, channel, granted, decided_at, recorded_at, source, identifier, document, recorded_by)
select 'marketing', channel, false, at, now(), 'IMPORT', identifier, 'opt-out ' || opt_out_no, '-'
from opt_out where reason = 'OPT_OUT';
delete from opt_out where reason = 'OPT_OUT';

create type suppression_reason as enum ('COMPLAINT', 'DEAD_NUMBER');
alter table opt_out rename to suppression;
alter table suppression rename column opt_out_no to suppression_no;
alter table suppression alter column reason type suppression_reason using reason::text::suppression_reason;
alter index opt_out_at rename to suppression_at;
drop type opt_out_reason;
comment on table suppression is 'addresses that must not be used; kept by address, so that no merge of customers forgets it';

alter table dispatch add column personalised boolean not null default false;
comment on column dispatch.personalised is 'its recipients were chosen by profile or behaviour: not for who objects to that';
