-- Broadcasts: one message to a segment, when, to whom it went, and to whom on purpose it did not.

create table broadcast (
  broadcast_id uuid primary key default uuidv7(),
  name text not null check (name <> ''),
  segment_id uuid not null,
  segment_name text not null,
  template_id uuid not null,
  template_name text not null,
  channels text[] not null check (cardinality(channels) between 1 and 20),
  back_up_after_minutes int check (back_up_after_minutes > 0),
  control_bp int not null check (control_bp between 0 and 5000),
  start_at timestamptz,
  spread_minutes int not null check (spread_minutes >= 0),
  effect_days int not null check (effect_days > 0),
  currency char(3) not null,
  state text not null default 'DRAFT'
    check (state in ('DRAFT', 'IN_REVIEW', 'SCHEDULED', 'SENDING', 'PAUSED', 'ENDED', 'STOPPED')),
  version int not null default 1,
  created_by text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  submitted_by text,
  submitted_at timestamptz,
  approved_by text,
  approved_at timestamptz,
  comment text,
  words jsonb,
  condition jsonb,
  mark text,
  launched_at timestamptz,
  ended_at timestamptz,
  paused_at timestamptz,
  visit int not null default 0,
  back_up_at timestamptz,
  recalled_at timestamptz,
  next_step_at timestamptz,
  failure text,
  test_messages int not null default 0,
  check ((state = 'DRAFT') = (words is null)),
  check ((words is null) = (condition is null)),
  check (state = 'DRAFT' or submitted_by is not null),
  check (state in ('DRAFT', 'IN_REVIEW') or approved_by is not null),
  check (approved_by not in (submitted_by, created_by)),
  check (state not in ('SENDING', 'PAUSED', 'ENDED') or launched_at is not null),
  check ((state in ('ENDED', 'STOPPED')) = (ended_at is not null)),
  check (state in ('SCHEDULED', 'SENDING') or next_step_at is null)
);
create index broadcast_created on broadcast (created_at desc, broadcast_id desc);
create index broadcast_next_step on broadcast (next_step_at) where next_step_at is not null;
comment on column broadcast.segment_name is 'when it was last saved or submitted; so is template_name';
comment on column broadcast.channels is 'in the order of preference';
comment on column broadcast.control_bp is 'share of those who can be reached that gets nothing, basis points';
comment on column broadcast.effect_days is 'orders of so many days from the launch count';
comment on column broadcast.words is 'what the template said when it was submitted; frozen';
comment on column broadcast.condition is 'of the segment when it was submitted; frozen';
comment on column broadcast.mark is 'under which vendors know its calls; from the launch';
comment on column broadcast.visit is 'the channel step that is under way: 0, then the first back-up and so on';
comment on column broadcast.back_up_at is 'when those whom the visit did not reach are given to their next channel; null: there is none';
comment on column broadcast.recalled_at is 'since when the messages of the visit are being taken back';
comment on column broadcast.next_step_at is 'when a server looks after it next';
comment on column broadcast.failure is 'why the last step did not succeed; it is tried again';
comment on column broadcast.test_messages is 'numbers the visits of test messages';

create table audience (
  broadcast_id uuid not null references broadcast on delete cascade,
  part text not null,
  visit int not null default 0,
  channel text not null default '',
  reason text not null default '',
  customers bytea not null,
  size bigint not null check (size >= 0),
  primary key (broadcast_id, part, visit, channel, reason)
);
comment on table audience is 'the customers of a broadcast as they were at its launch, and of each back-up as they were then';
comment on column audience.customers is 'Roaring bitmap over customer_no, portable format';
