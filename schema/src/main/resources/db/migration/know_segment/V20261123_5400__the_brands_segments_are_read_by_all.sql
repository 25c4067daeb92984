-- Definitions are the brand's and help everybody; their sizes count everybody, so they are not for who sees a part.
grant usage on schema know_segment to quanyu_scoped;
grant select (id, name, description, condition, needs, version, created_at, updated_at)
  on know_segment.segment to quanyu_scoped;
