{{ config(tags=['city_bikes']) }}
-- The marts count every trip once.
select demand_trips, effect_trips, trips
from (
    select
        (select coalesce(sum(trips), 0) from {{ ref('mart_demand_daily') }}) as demand_trips,
        (select coalesce(sum(trips), 0) from {{ ref('mart_weather_effect') }}) as effect_trips,
        (select count(*) from {{ ref('fct_trips') }}) as trips
) as totals
where demand_trips <> trips or effect_trips <> trips
