select
    demand.rain_category,
    demand.temperature_category,
    count(distinct demand.date) as days,
    cast(sum(daily.trips) as bigint) as trips,
    cast(sum(daily.trips) as double) / count(distinct demand.date) as trips_per_day,
    cast(sum(daily.total_duration_seconds) as double) / nullif(sum(daily.valid_trips), 0) / 60
        as average_duration_minutes,
    cast(sum(case when daily.member_casual = 'member' then daily.trips else 0 end) as double) / sum(daily.trips)
        as member_share
from {{ ref('mart_demand_daily') }} as demand
inner join {{ ref('fct_trips_daily') }} as daily on daily.trip_date = demand.date
group by demand.rain_category, demand.temperature_category
