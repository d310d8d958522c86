select
    trip_date,
    member_casual,
    rideable_type,
    count(*) as trips,
    count(case when is_valid_duration then 1 end) as valid_trips,
    cast(coalesce(sum(case when is_valid_duration then duration_seconds end), 0) as bigint) as total_duration_seconds,
    cast(sum(case when is_valid_duration then duration_seconds end) as double)
        / nullif(count(case when is_valid_duration then 1 end), 0) / 60 as average_duration_minutes
from {{ ref('fct_trips') }}
group by trip_date, member_casual, rideable_type
