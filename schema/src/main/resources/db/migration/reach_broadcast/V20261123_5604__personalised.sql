alter table broadcast add column personalised boolean not null default true;
comment on column broadcast.personalised is 'whom it goes to is chosen by profile or behaviour: not for who objects to that';
