-- People sign in with an account of another house: the company's identity provider, or WeCom.
create table company_account (
  account_id uuid primary key default uuidv7(),
  staff_id uuid not null references staff on delete cascade,
  issuer text not null,
  expected text,
  subject text,
  created_at timestamptz not null,
  linked_at timestamptz,
  unique (staff_id, issuer),
  unique (issuer, subject),
  unique (issuer, expected),
  check (expected is not null or subject is not null)
);
comment on column company_account.issuer is 'who vouches: the issuer of OpenID Connect, or wecom';
comment on column company_account.expected is 'verified e-mail or username, lower case, by which the first sign-in finds her';
comment on column company_account.subject is 'how the issuer names her for ever; null until the first sign-in';

create table oidc_provider (
  only_row boolean primary key default true check (only_row),
  name text not null,
  issuer text not null,
  client_id text not null,
  public_url text not null,
  wrapped_key bytea not null,
  sealed_client_secret bytea not null,
  is_on boolean not null,
  changed_at timestamptz not null,
  changed_by text not null
);
comment on column oidc_provider.name is 'what the button on the sign-in page says';
comment on column oidc_provider.public_url is 'where browsers find this server; the issuer sends them back there';

-- Who comes with a company account needs no password here, so none has to be changed.
alter table session add column via text not null default 'password'
  check (via in ('password', 'oidc', 'wecom'));
alter table sign_in_ticket add column via text not null default 'password'
  check (via in ('password', 'oidc', 'wecom'));
comment on column session.via is 'the first factor';
