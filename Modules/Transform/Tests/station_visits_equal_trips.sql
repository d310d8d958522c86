{{ config(tags=['bike_trips']) }}
-- Every trip with a station departs and arrives once.
select departures, started_trips, arrivals, ended_trips
from (
    select
        (select coalesce(sum(departures), 0) from {{ ref('mart_station_stats') }}) as departures,
        (select count(*) from {{ ref('fct_trips') }} where start_station_id is not null) as started_trips,
        (select coalesce(sum(arrivals), 0) from {{ ref('mart_station_stats') }}) as arrivals,
        (select count(*) from {{ ref('fct_trips') }} where end_station_id is not null) as ended_trips
) as totals
where departures <> started_trips or arrivals <> ended_trips
