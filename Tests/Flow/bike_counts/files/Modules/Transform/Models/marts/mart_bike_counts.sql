select
    site,
    counted_on as date,
    cast(sum(bikes) as bigint) as bikes,
    count(bikes) as readings,
    count(*) - count(bikes) as silent_readings,
    cast(sum(case when hour_of_day between 7 and 9 then bikes end) as bigint) as morning_bikes
from {{ ref('stg_bike_counts') }}
group by site, counted_on
