with trips as (
    select
        ride_id,
        coalesce(rideable_type, 'unknown') as rideable_type,
        started_at,
        ended_at,
        {{ day_of('started_at') }} as trip_date,
        {{ seconds_between('started_at', 'ended_at') }} as duration_seconds,
        nullif(trim(start_station_id), '') as start_station_id,
        nullif(trim(start_station_name), '') as start_station_name,
        nullif(trim(end_station_id), '') as end_station_id,
        nullif(trim(end_station_name), '') as end_station_name,
        start_lat as start_latitude,
        start_lng as start_longitude,
        end_lat as end_latitude,
        end_lng as end_longitude,
        coalesce(member_casual, 'unknown') as member_casual,
        bike_id,
        birth_year,
        gender
    from {{ source('raw', 'bike_trips') }}
)

select
    *,
    cast(coalesce(duration_seconds between 1 and {{ var('longest_valid_trip_seconds') }}, false) as boolean)
        as is_valid_duration
from trips
