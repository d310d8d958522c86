{{ config(tags=['city_bikes']) }}
-- Every day of demand has exactly one weather.
select effect_days, demand_days
from (
    select
        (select coalesce(sum(days), 0) from {{ ref('mart_weather_effect') }}) as effect_days,
        (select count(*) from {{ ref('mart_demand_daily') }}) as demand_days
) as totals
where effect_days <> demand_days
