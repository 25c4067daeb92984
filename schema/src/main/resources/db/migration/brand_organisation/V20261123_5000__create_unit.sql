-- Who belongs where, from when until when: headquarters, regions, dealers, partners, stores.

create table unit (
  unit_no int generated always as identity primary key,
  unit_id uuid not null unique default uuidv7(),
  kind text not null
    check (kind in ('headquarters', 'region', 'dealer', 'partner', 'department', 'store')),
  name text not null check (name <> ''),
  version int not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check ((kind = 'headquarters') = (unit_no = 1))
);
comment on table unit is 'units are never deleted: a closed one has no placement any more';
comment on column unit.unit_no is 'dense, for bitmaps and as owner of rows; 1 is the root';
comment on column unit.version is 'counts changes of the unit, its codes and its placements';

create table placement (
  unit_no int not null references unit,
  parent_no int not null references unit,
  from_date date not null check (isfinite(from_date)),
  until_date date not null,
  primary key (unit_no, from_date),
  check (from_date < until_date),
  check (unit_no <> parent_no and unit_no <> 1),
  -- The number as a range of one: a GiST index takes it without an extension.
  constraint placement_one_parent_a_day exclude using gist (
    int4range(unit_no, unit_no, '[]') with &&, daterange(from_date, until_date) with &&)
);
create index placement_parent on placement (parent_no, until_date);
comment on table placement is 'under whom a unit stands; on days without one it is closed. The root has none';
comment on column placement.until_date is 'the day after the last; infinity while no end is known';

create table unit_code (
  system text not null check (system <> ''),
  code text collate "C" not null check (code <> ''),
  unit_no int not null references unit,
  primary key (system, code)
);
create index unit_code_unit on unit_code (unit_no);
comment on column unit_code.system is 'whose code it is: orders (the store code that orders carry), erp, pos …';

-- Derived from placement for one day, so that "all below X" is one read of an index.
create table unit_below (
  above_no int not null references unit,
  unit_no int not null references unit,
  distance int not null,
  primary key (above_no, unit_no)
);
create index unit_below_unit on unit_below (unit_no) include (above_no);
comment on column unit_below.distance is 'levels between them; 0: every open unit with itself';

create table unit_below_day (
  only_row boolean primary key default true check (only_row),
  day date not null
);
comment on column unit_below_day.day is 'for which day unit_below was made';

insert into unit (kind, name, created_at, updated_at) values ('headquarters', 'Headquarters', now(), now());
insert into unit_below values (1, 1, 0);
insert into unit_below_day (day) values ('1970-01-01');
