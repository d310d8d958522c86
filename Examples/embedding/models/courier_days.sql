{{ config(materialized='table') }}
select
    day,
    courier,
    count(*) as deliveries,
    sum(case when status = 'returned' then 1 else 0 end) as returned,
    sum(minutes) as minutes
from {{ source('raw', 'deliveries') }}
group by day, courier
