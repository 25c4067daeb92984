-- Who may be under 14 now or later. The bound only has to lie before every day that is asked for, so it never needs to move.
create index profile_minor on profile (birthday, customer_no) where birthday > date '2012-01-01';
