-- What is known of a store besides its place in the tree.

create table store_detail (
  unit_no int primary key references unit,
  address text,
  latitude double precision check (latitude between -90 and 90),
  longitude double precision check (longitude between -180 and 180),
  service_area jsonb,
  opening_hours jsonb not null,
  ownership text,
  services text[] not null,
  wecom_department int check (wecom_department > 0),
  check ((latitude is null) = (longitude is null))
);
comment on column store_detail.latitude is 'degrees of WGS 84';
comment on column store_detail.service_area is 'GeoJSON polygon';
comment on column store_detail.opening_hours is '[{weekday 1–7, from, until}]';
comment on column store_detail.ownership is 'a word such as owned, franchised';
comment on column store_detail.services is 'words such as pickup, delivery; sorted';
