-- The ordered, durable record of what happened. Rows of entry are batches of records.

create table stream (
  stream text primary key,
  next_offset bigint not null default 0 check (next_offset >= 0),
  last_appended_on date not null default '2000-01-01'
);
comment on column stream.next_offset is 'offset of the next entry; locked by an append until its commit, so offsets are in commit order';
comment on column stream.last_appended_on is 'day of the newest entry, never goes back, so days rise with offsets even when the clock does not';

create table entry (
  stream text not null,
  offset_no bigint not null,
  appended_on date not null,
  appended_at timestamptz not null,
  record_count int not null check (record_count > 0),
  payload bytea not null,
  primary key (stream, offset_no, appended_on)
) partition by range (appended_on);
comment on column entry.offset_no is 'dense within the stream, from 0, in commit order';
comment on column entry.appended_on is 'UTC day; one partition a day, named entry_pYYYYMMDD';
comment on column entry.record_count is 'records in the payload';
comment on column entry.payload is 'as the stream''s owner encoded it; compressed already, so not again';
alter table entry alter column payload set storage external;

create table consumer (
  consumer text not null,
  stream text not null,
  next_offset bigint not null default 0 check (next_offset >= 0),
  updated_at timestamptz not null,
  primary key (consumer, stream)
);
comment on column consumer.next_offset is 'offset of the first entry whose effect is not committed yet';
