-- What a file calls a person, before she has a WeCom account and when two have one name.

alter table person add column employee_no text collate "C" unique check (employee_no <> '');
comment on column person.employee_no is 'number in the personnel system';
