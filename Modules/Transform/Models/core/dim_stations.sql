with visits as (
    select
        start_station_id as station_id, start_station_name as station_name, start_latitude as latitude,
        start_longitude as longitude, started_at as visited_at
    from {{ ref('stg_bike_trips') }}
    where start_station_id is not null
    union all
    select end_station_id, end_station_name, end_latitude, end_longitude, ended_at
    from {{ ref('stg_bike_trips') }}
    where end_station_id is not null
),

spellings as (
    select station_id, station_name, latitude, longitude, max(visited_at) as last_visited_at, count(*) as visits
    from visits
    group by station_id, station_name, latitude, longitude
),

ranked as (
    select
        station_id, station_name, latitude, longitude,
        row_number() over (
            partition by station_id
            order by
                case when station_name is null then 1 else 0 end,
                case when latitude is null or longitude is null then 1 else 0 end,
                case when last_visited_at is null then 1 else 0 end,
                last_visited_at desc, visits desc, station_name, coalesce(latitude, 0), coalesce(longitude, 0)
        ) as place
    from spellings
)

select station_id, station_name, latitude, longitude
from ranked
where place = 1
