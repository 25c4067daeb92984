create table upload (
  id uuid primary key,
  file_name text not null,
  size_bytes bigint not null check (size_bytes > 0),
  sha256 bytea not null unique check (length(sha256) = 32),
  file_key bytea not null,
  layout jsonb not null,
  created_at timestamptz not null
);
comment on table upload is 'Files as they came; the bytes lie encrypted in DATA/uploads under the id';
comment on column upload.sha256 is 'of the clear bytes: the same file again is the same upload';
comment on column upload.file_key is 'data key of the file and of its quarantined rows, wrapped by the master keyset';
comment on column upload.layout is 'FileLayout: told once, so that a resumed import reads the same rows';

create table import_mapping (
  id uuid primary key,
  name text not null unique check (name <> ''),
  mapping jsonb not null,
  updated_at timestamptz not null
);
comment on table import_mapping is 'Mappings saved for the next file with the same columns';

create table import_job (
  job_no int generated always as identity primary key,
  id uuid not null unique,
  upload_id uuid not null references upload (id),
  replays_job_no int references import_job (job_no),
  source uuid not null,
  kind text not null,
  channel text not null,
  mapping jsonb not null,
  currency char(3),
  zone text,
  state text not null check (state in ('QUEUED', 'RUNNING', 'COMPLETED', 'FAILED', 'CANCELLED')),
  cancel_requested boolean not null default false,
  next_line bigint not null default 1,
  bytes_read bigint not null default 0,
  rows bigint not null default 0,
  accepted bigint not null default 0,
  quarantined bigint not null default 0,
  orders bigint not null default 0,
  customers bigint not null default 0,
  net_revenue jsonb not null default '{}',
  documents jsonb not null default '{}',
  reasons jsonb not null default '[]',
  notices jsonb not null default '[]',
  accounts bytea,
  busy_ms bigint not null default 0,
  failure text,
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  check (rows = accepted + quarantined)
);
comment on table import_job is 'An import and how far it is; changed in the transaction of each chunk';
comment on column import_job.source is 'first half of the key of its lines: hash of file, kind and channel';
comment on column import_job.next_line is 'the first line that no committed chunk holds';
comment on column import_job.net_revenue is 'currency -> minor units of the accepted lines';
comment on column import_job.documents is 'order kind -> distinct documents; final when completed';
comment on column import_job.reasons is 'why rows were quarantined: [{reason, count, firstLine}]';
comment on column import_job.notices is 'what was left out of accepted rows: [{reason, count, firstLine}]';
comment on column import_job.accounts is 'Roaring bitmap of the account numbers of accepted rows';
comment on column import_job.busy_ms is 'time spent importing, over all starts of the server';
-- One import of a file per kind and channel: the same again is the same job.
create unique index import_job_once on import_job (source) where replays_job_no is null;
create index import_job_waiting on import_job (job_no) where state in ('QUEUED', 'RUNNING');

create table import_document (
  job_no int not null references import_job (job_no),
  document bigint not null,
  kind_rank smallint not null
);
comment on table import_document is 'Order documents seen by unfinished imports, to count them apart; several chunks may repeat one';
comment on column import_document.document is 'first 8 bytes of the hash of the order number';
comment on column import_document.kind_rank is '0 sale, 1 cancellation, 2 adjustment, 3 stock correction; of a document whose lines disagree the lowest counts';
create index import_document_by_job on import_document (job_no);

create table quarantined_row (
  job_no int not null references import_job (job_no),
  line bigint not null,
  reason text not null,
  is_readable boolean not null,
  cells bytea not null,
  accepted_by_job_no int references import_job (job_no),
  primary key (job_no, line)
);
comment on table quarantined_row is 'Rows that could not be imported, with their reason, to look at and to run again';
comment on column quarantined_row.is_readable is 'false: the form was damaged, cells are what could be read';
comment on column quarantined_row.cells is 'JSON array of the original cells, sealed under the key of the upload';
comment on column quarantined_row.accepted_by_job_no is 'the replay that could import it';
