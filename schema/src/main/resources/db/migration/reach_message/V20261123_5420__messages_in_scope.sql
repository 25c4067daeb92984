-- A message is seen by who sees the customer it went to. What is said of a whole call tells of no customer; its columns that nobody needs to read stay closed.
grant usage on schema reach_message to quanyu_scoped;
grant select on message, refused_message, receipt to quanyu_scoped;
grant select on source, content to quanyu_scoped;
grant select (
  dispatch_no, source_no, visit, channel, sender, purpose, content_no, state, reason, closed_at, begun_at, not_before,
  messages, refused, reached, failed) on dispatch to quanyu_scoped;

alter table message enable row level security, force row level security;
create policy whole on message to current_user using (true) with check (true);
create policy scope on message for select to quanyu_scoped using (
  exists (select from know_identity.customer c where c.customer_no = message.customer_no));

alter table refused_message enable row level security, force row level security;
create policy whole on refused_message to current_user using (true) with check (true);
create policy scope on refused_message for select to quanyu_scoped using (
  exists (select from know_identity.customer c where c.customer_no = refused_message.customer_no));

alter table receipt enable row level security, force row level security;
create policy whole on receipt to current_user using (true) with check (true);
create policy scope on receipt for select to quanyu_scoped using (
  exists (select from know_identity.customer c where c.customer_no = receipt.customer_no));
