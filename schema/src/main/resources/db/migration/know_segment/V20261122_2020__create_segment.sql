create table know_segment.segment (
  id              uuid        not null default uuidv7() primary key,
  name            text        not null check (length(name) between 1 and 100),
  description     text        check (length(description) <= 500),
  condition       jsonb       not null,
  needs           uuid[]      not null,
  version         int         not null default 1 check (version > 0),
  size            bigint      check (size >= 0),
  computed_at     timestamptz,
  created_at      timestamptz not null,
  updated_at      timestamptz not null,
  check ((size is null) = (computed_at is null))
);

comment on column know_segment.segment.condition is 'SegmentCondition as in the HTTP API';
comment on column know_segment.segment.needs is 'segments that the condition names itself';
comment on column know_segment.segment.version is 'counts changes of name, description and condition; the ETag';
comment on column know_segment.segment.size is 'customers at computed_at';

create index segment_by_change on know_segment.segment (updated_at desc, id desc);
create index segment_needs on know_segment.segment using gin (needs);
