with daily as (
    select
        {{ date_part_of('year', 'trip_date') }} as year,
        {{ date_part_of('month', 'trip_date') }} as month,
        trip_date,
        trips,
        valid_trips,
        total_duration_seconds
    from {{ ref('fct_trips_daily') }}
)

select
    year,
    month,
    count(distinct trip_date) as days,
    cast(sum(trips) as bigint) as trips,
    cast(sum(trips) as double) / count(distinct trip_date) as trips_per_day,
    cast(sum(total_duration_seconds) as double) / nullif(sum(valid_trips), 0) / 60 as average_duration_minutes
from daily
group by year, month
