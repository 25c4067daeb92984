-- What customers agreed to, with evidence: purposes, a ledger of decisions that only grows, and what follows from it (ADR 0017).

create type legal_basis as enum ('CONSENT', 'CONTRACT', 'NOTICE');
create type minor_rule as enum ('ALLOWED', 'GUARDIAN', 'FORBIDDEN');
create type decision_source as enum ('FORM', 'SHOP', 'MINI_PROGRAM', 'SERVICE', 'IMPORT', 'SMS_REPLY');
create type consent_state as enum ('GRANTED', 'WITHDRAWN', 'UNKNOWN');

create table purpose (
  code text primary key check (code ~ '^[a-z][a-z0-9_]{1,39}$'),
  built_in boolean not null,
  name_zh text not null check (length(name_zh) between 1 and 60),
  name_en text not null check (length(name_en) between 1 and 60),
  description_zh text not null check (length(description_zh) <= 500),
  description_en text not null check (length(description_en) <= 500),
  legal_basis legal_basis not null,
  assumed boolean not null,
  per_channel boolean not null,
  separate boolean not null,
  minors minor_rule not null,
  active boolean not null default true,
  version int not null default 1,
  updated_at timestamptz not null default now(),
  check (legal_basis <> 'CONTRACT' or (assumed and not separate)),
  check (not (separate and assumed))
);
comment on column purpose.legal_basis is 'CONTRACT: part of what the customer asked for, nobody decides about it (PIPL art. 13 (2)); NOTICE: allowed until she objects';
comment on column purpose.assumed is 'whether the data may be used for it while the customer has decided nothing';
comment on column purpose.per_channel is 'whether a decision may be about one channel';
comment on column purpose.separate is 'PIPL art. 23: agreed to by itself, with the text shown';
comment on column purpose.minors is 'GUARDIAN: of a customer under 14 only a guardian can agree (PIPL art. 31)';

create table purpose_text (
  purpose text not null references purpose,
  text_version int not null check (text_version > 0),
  text_zh text not null check (length(text_zh) between 1 and 4000),
  text_en text not null check (length(text_en) between 1 and 4000),
  published_at timestamptz not null,
  published_by text not null,
  primary key (purpose, text_version)
);
comment on table purpose_text is 'what customers are asked, word for word; decisions name the version, so it never changes';

insert into purpose (code, built_in, name_zh, name_en, description_zh, description_en, legal_basis, assumed, per_channel, separate, minors)
values
  ('service', true, '服务通知', 'Service messages', '订单、物流、验证码等履约所必需的消息，无需同意。',
    'Orders, parcels, one-time codes: part of what the customer asked for. Needs no consent.', 'CONTRACT', true, false, false, 'ALLOWED'),
  ('marketing', true, '营销消息', 'Marketing messages', '促销、上新、活动等营销消息。',
    'Offers, novelties and invitations.', 'CONSENT', true, true, false, 'GUARDIAN'),
  ('personalised_marketing', true, '个性化营销', 'Personalised marketing', '按画像与行为挑选人群和内容的营销（自动化决策），客户可随时拒绝。',
    'Marketing for which the customer is chosen by profile and behaviour. She may object at any time (PIPL art. 24).', 'NOTICE', true, false, false, 'GUARDIAN'),
  ('advertising', true, '提供给广告平台', 'Sharing with advertising platforms', '将客户标识提供给广告平台用于人群投放，需要单独同意。',
    'Handing identifiers to advertising platforms. Needs separate consent (PIPL art. 23).', 'CONSENT', false, true, true, 'FORBIDDEN');
insert into purpose_text (purpose, text_version, text_zh, text_en, published_at, published_by)
values
  ('marketing', 1, '我同意接收促销、上新和活动信息，并可随时退订。',
    'I agree to receive offers, news and invitations. I can unsubscribe at any time.', now(), '-'),
  ('personalised_marketing', 1, '我们会根据您的购买和浏览记录向您推荐内容。您可以随时关闭个性化推荐。',
    'We choose what to show you by what you bought and viewed. You can switch this off at any time.', now(), '-'),
  ('advertising', 1, '我单独同意将我的手机号等标识经加密后提供给广告平台，用于向我展示更相关的广告。',
    'I separately agree that encrypted identifiers of mine, such as my phone number, are handed to advertising platforms to show me ads that fit.', now(), '-');

create table decision (
  decision_no bigint generated always as identity primary key,
  decision_id uuid not null unique default uuidv7(),
  purpose text not null references purpose,
  channel text not null default '' check (channel = '' or channel ~ '^[a-z][a-z0-9_]{0,39}$'),
  granted boolean not null,
  decided_at timestamptz not null,
  recorded_at timestamptz not null,
  source decision_source not null,
  account_no int,
  identifier uuid,
  by_guardian boolean not null default false,
  text_version int,
  wording text check (length(wording) <= 4000),
  place text check (length(place) <= 200),
  document text check (length(document) <= 200),
  recorded_by text not null check (length(recorded_by) between 1 and 100),
  key text check (length(key) between 1 and 100),
  unique (recorded_by, key),
  check ((account_no is null) <> (identifier is null)),
  check (not granted or identifier is null),
  check (not by_guardian or document is not null),
  foreign key (purpose, text_version) references purpose_text
);
create index decision_identifier on decision (identifier) where identifier is not null;
create index decision_withdrawn on decision (purpose, decided_at) where not granted;
comment on table decision is 'rows are added, and deleted with the person; never changed';
comment on column decision.channel is 'empty: all channels';
comment on column decision.decided_at is 'when the customer said so';
comment on column decision.account_no is 'the account that spoke: know_identity.account';
comment on column decision.identifier is 'keyed hash of the address that withdrew: know_identity.account_identifier.identifier';
comment on column decision.wording is 'what was shown, where it was not a published text';
comment on column decision.place is 'where it was said: a form, a page, a store';
comment on column decision.document is 'reference of a paper, recording or ticket; no personal data';
comment on column decision.key is 'a repetition with the same key is the same decision';

create table decision_account (
  account_no int not null,
  decision_no bigint not null references decision on delete cascade,
  primary key (account_no, decision_no)
);
create index decision_account_decision on decision_account (decision_no);
comment on table decision_account is 'whom a decision binds: all accounts of the customer when she decided; of an address, all that ever held it';

create table state (
  customer_no int not null,
  purpose text not null,
  channel text not null default '',
  state consent_state not null,
  by_guardian boolean not null,
  decision_no bigint,
  decided_at timestamptz,
  changed_in xid8 not null default pg_current_xact_id(),
  primary key (customer_no, purpose, channel)
) with (fillfactor = 85);
create index state_changed on state (changed_in);
comment on table state is 'what follows from the ledger for the customers of today; can be derived anew at any time';
comment on column state.channel is 'empty: every channel that has no row of its own';
comment on column state.state is 'UNKNOWN: what was here moved to another customer';
comment on column state.changed_in is 'the transaction: readers take what changed since the oldest one that was still open';

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of %.% are never changed', tg_table_schema, tg_table_name using errcode = 'insufficient_privilege';
end $$;
create trigger never_changed before update on decision for each row execute function refuse_change();
create trigger never_changed before update on decision_account for each row execute function refuse_change();
create trigger never_changed before update on purpose_text for each row execute function refuse_change();

-- Seen, and said, by who sees the customer. Functions, because know_identity is set up after this; they run as their caller, so
-- that module's own policies decide.
create function sees_account(account int) returns boolean language plpgsql stable as $$
begin
  return exists (select from know_identity.account a where a.account_no = account);
end $$;
create function sees_customer(customer int) returns boolean language plpgsql stable as $$
begin
  return exists (select from know_identity.customer c where c.customer_no = customer);
end $$;

grant usage on schema know_consent to quanyu_scoped;
grant select on purpose, purpose_text to quanyu_scoped;
grant select, insert on decision, decision_account to quanyu_scoped;
grant select, insert, update on state to quanyu_scoped;

alter table decision_account enable row level security, force row level security;
create policy whole on decision_account to current_user using (true) with check (true);
create policy scope on decision_account for select to quanyu_scoped using (know_consent.sees_account(account_no));
create policy scope_add on decision_account for insert to quanyu_scoped with check (know_consent.sees_account(account_no));

alter table decision enable row level security, force row level security;
create policy whole on decision to current_user using (true) with check (true);
create policy scope on decision for select to quanyu_scoped using (
  know_consent.sees_account(account_no)
  or exists (select from know_consent.decision_account d where d.decision_no = decision.decision_no));
create policy scope_add on decision for insert to quanyu_scoped with check (know_consent.sees_account(account_no));

alter table state enable row level security, force row level security;
create policy whole on state to current_user using (true) with check (true);
create policy scope on state for select to quanyu_scoped using (know_consent.sees_customer(customer_no));
create policy scope_add on state for insert to quanyu_scoped with check (know_consent.sees_customer(customer_no));
create policy scope_change on state for update to quanyu_scoped using (know_consent.sees_customer(customer_no));
