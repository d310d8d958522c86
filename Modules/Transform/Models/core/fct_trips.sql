select
    ride_id,
    trip_date,
    {{ hour_of('started_at') }} as start_hour,
    started_at,
    ended_at,
    duration_seconds,
    is_valid_duration,
    member_casual,
    rideable_type,
    start_station_id,
    end_station_id
from {{ ref('stg_bike_trips') }}
