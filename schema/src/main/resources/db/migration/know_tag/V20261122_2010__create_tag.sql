create table know_tag.tag (
  tag         text        not null primary key,
  computed_at timestamptz not null
);

comment on table know_tag.tag is 'tags as they were last computed; what a tag means is in code';
comment on column know_tag.tag.computed_at is 'the as-of time of the values';

create table know_tag.tag_value (
  tag       text   not null references know_tag.tag on delete cascade,
  value     text   not null,
  customers bigint not null check (customers >= 0),
  members   bytea  not null,
  primary key (tag, value)
);

comment on table know_tag.tag_value is 'who carries a value: a snapshot to start from, rebuilt from facts at any time';
comment on column know_tag.tag_value.members is 'customer numbers as a portable Roaring bitmap';
alter table know_tag.tag_value alter column members set storage external; -- bitmaps do not compress further
