with departures as (
    select
        start_station_id as station_id,
        count(*) as departures,
        count(case when member_casual = 'member' then 1 end) as member_departures,
        count(case when is_valid_duration then 1 end) as valid_departures,
        sum(case when is_valid_duration then duration_seconds end) as total_duration_seconds
    from {{ ref('fct_trips') }}
    where start_station_id is not null
    group by start_station_id
),

arrivals as (
    select end_station_id as station_id, count(*) as arrivals
    from {{ ref('fct_trips') }}
    where end_station_id is not null
    group by end_station_id
),

visited_days as (
    select start_station_id as station_id, trip_date as date
    from {{ ref('fct_trips') }}
    where start_station_id is not null
    union
    select end_station_id, trip_date
    from {{ ref('fct_trips') }}
    where end_station_id is not null
),

days as (
    select station_id, count(*) as active_days from visited_days group by station_id
)

select
    stations.station_id,
    stations.station_name,
    stations.latitude,
    stations.longitude,
    coalesce(departures.departures, 0) as departures,
    coalesce(arrivals.arrivals, 0) as arrivals,
    coalesce(departures.departures, 0) + coalesce(arrivals.arrivals, 0) as trips,
    coalesce(departures.member_departures, 0) as member_departures,
    cast(departures.member_departures as double) / departures.departures as member_share,
    cast(departures.total_duration_seconds as double) / nullif(departures.valid_departures, 0) / 60
        as average_duration_minutes,
    coalesce(days.active_days, 0) as active_days
from {{ ref('dim_stations') }} as stations
left join departures on departures.station_id = stations.station_id
left join arrivals on arrivals.station_id = stations.station_id
left join days on days.station_id = stations.station_id
