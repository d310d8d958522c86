{{ config(tags=['bike_trips']) }}
-- Every distinct trip of raw is a trip of the facts, and nothing else is.
select raw_trips, fact_trips
from (
    select
        (select count(distinct ride_id) from {{ source('raw', 'bike_trips') }}) as raw_trips,
        (select count(*) from {{ ref('fct_trips') }}) as fact_trips
) as totals
where raw_trips <> fact_trips
