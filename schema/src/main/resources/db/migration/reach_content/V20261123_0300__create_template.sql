-- What messages say.

create table template (
  template_id uuid primary key default uuidv7(),
  name text not null check (name <> ''),
  purpose text not null check (purpose in ('MARKETING', 'SERVICE')),
  contents jsonb not null,
  fallbacks jsonb not null,
  version int not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index template_updated on template (updated_at desc, template_id desc);
comment on column template.contents is '{channel: {text, link?: {url, title}}}';
comment on column template.fallbacks is 'what stands in for a variable of which a customer has no value, by its name';
