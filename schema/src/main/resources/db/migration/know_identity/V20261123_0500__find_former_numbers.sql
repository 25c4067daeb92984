-- What was written under a customer's former numbers stays as it was; whoever asks about her looks them up here.
create index customer_merged on customer (merged_into, customer_no) where merged_into is not null;
