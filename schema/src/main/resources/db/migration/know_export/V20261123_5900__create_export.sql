-- Customers who were taken out as a file: who asked, who allowed it, what became of it (ADR 0020).

create table export (
  export_no int generated always as identity primary key,
  export_id uuid not null unique,
  state text not null check (
    state in ('REQUESTED', 'APPROVED', 'REFUSED', 'RUNNING', 'READY', 'CANCELLED', 'EXPIRED', 'FAILED')),
  requested_by text not null check (length(requested_by) between 1 and 100),
  requester_name text not null,
  requested_at timestamptz not null,
  request_key text not null check (length(request_key) between 1 and 100),
  request_hash text not null,
  segment_id uuid,
  segment_name text,
  condition jsonb,
  columns text[] not null check (cardinality(columns) between 1 and 40),
  clear boolean not null,
  purpose text not null check (length(purpose) between 4 and 200),
  rows_expected int not null check (rows_expected > 0),
  needs_approval boolean not null,
  whole_brand boolean not null,
  scope_units int[] not null,
  scope_guides int[] not null,
  decided_by text,
  decided_at timestamptz,
  decision_note text check (length(decision_note) <= 200),
  rows_planned int,
  rows_written int not null default 0,
  file_key bytea,
  ready_at timestamptz,
  expires_at timestamptz,
  failure text,
  downloads int not null default 0,
  last_downloaded_at timestamptz,
  unique (requested_by, request_key),
  check ((state = 'READY') = (file_key is not null)),
  check (not clear or needs_approval),
  check (decided_by is null or decided_by <> requested_by),
  check (whole_brand or cardinality(scope_units) + cardinality(scope_guides) > 0)
);
create index export_of_requester on export (requested_by, export_no desc);
create index export_to_write on export (export_no) where state in ('APPROVED', 'RUNNING');
create index export_to_expire on export (state) where state in ('REQUESTED', 'READY');
comment on column export.condition is 'who is in it, as it was when asked; null: every customer of the scope';
comment on column export.clear is 'personal values as they are, not masked';
comment on column export.scope_units is 'whose customers the file may hold: first what the requester saw when she asked, after the file is written what it was written for';
comment on column export.rows_planned is 'customers when writing began';
comment on column export.rows_written is 'customers written so far; of a file that is ready, all of it';
comment on column export.file_key is 'AES-256-GCM key of the file, wrapped by the master key; there only while the file is; without it the file is noise';
comment on column export.failure is 'code of why there is no file';

-- An export is seen by who sees everything that it may hold.
create function is_seen(whole_brand boolean, units int[], guides int[]) returns boolean language sql stable as $$
  select not whole_brand
    and not exists (
      select from unnest(units) unit
      where case
        when unit < 8 * octet_length(coalesce(nullif(current_setting('quanyu.scope_units', true), ''), '\x')::bytea)
        then get_bit(coalesce(nullif(current_setting('quanyu.scope_units', true), ''), '\x')::bytea, unit) = 0
        else true
      end)
    and guides <@ coalesce(nullif(current_setting('quanyu.scope_guides', true), ''), '{}')::int[]
$$;

grant usage on schema know_export to quanyu_scoped;
grant select, insert on export to quanyu_scoped;
grant update (state, downloads, last_downloaded_at) on export to quanyu_scoped;

alter table export enable row level security, force row level security;
create policy whole on export to current_user using (true) with check (true);
create policy scope on export for select to quanyu_scoped using (know_export.is_seen(whole_brand, scope_units, scope_guides));
create policy scope_add on export for insert to quanyu_scoped with check (know_export.is_seen(whole_brand, scope_units, scope_guides));
create policy scope_change on export for update to quanyu_scoped using (know_export.is_seen(whole_brand, scope_units, scope_guides));
