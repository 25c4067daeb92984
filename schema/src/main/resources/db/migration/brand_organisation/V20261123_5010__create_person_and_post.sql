-- Who works where, from when until when.

create table person (
  person_no int generated always as identity primary key,
  person_id uuid not null unique default uuidv7(),
  name text not null check (name <> ''),
  wecom_member text collate "C" unique check (wecom_member <> ''),
  staff_id uuid unique,
  version int not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index person_name on person (name, person_no);
comment on column person.wecom_member is 'user id of the member in WeCom';
comment on column person.staff_id is 'her account in brand_access, if she may sign in';
comment on column person.version is 'counts changes of the person, not of her posts';

create table post (
  post_no int generated always as identity primary key,
  post_id uuid not null unique default uuidv7(),
  person_no int not null references person,
  unit_no int not null references unit,
  role text not null check (role ~ '^[a-z][a-z0-9_]{0,49}$'),
  from_date date not null check (isfinite(from_date)),
  until_date date not null,
  check (from_date < until_date)
);
create index post_person on post (person_no, from_date);
create index post_unit on post (unit_no, until_date);
comment on column post.role is 'a word such as guide, store_manager, dealer';
comment on column post.until_date is 'the day after the last; infinity while no end is known';
