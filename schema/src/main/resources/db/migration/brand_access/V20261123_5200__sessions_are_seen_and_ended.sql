-- People see where they are signed in and end what is not theirs: a session gets a name that is no
-- secret, and says roughly where it is.
alter table session
  add column session_id uuid not null default uuidv7() unique,
  add column browser text not null default 'other',
  add column system text not null default 'other',
  add column address text check (length(address) <= 45);
comment on column session.session_id is 'names the session without letting anybody use it';
comment on column session.browser is 'kind of browser, from User-Agent at sign-in: chrome, wecom, other …';
comment on column session.system is 'operating system, from User-Agent at sign-in: windows, ios, other …';
comment on column session.address is 'IP address at sign-in; null: signed in before addresses were kept';
