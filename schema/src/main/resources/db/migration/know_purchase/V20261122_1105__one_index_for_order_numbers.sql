-- A document is looked up by its number alone and by all three; one index does both when the number comes first.
alter table purchase add unique (order_no, channel, currency);
alter table purchase drop constraint purchase_channel_order_no_currency_key;
drop index purchase_order_no;
