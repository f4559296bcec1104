-- FIXME
select 1;
