{{ config(tags=['bike_trips']) }}
-- Counting by day loses and doubles no trip and no second.
select daily_trips, trips, daily_seconds, seconds
from (
    select
        (select coalesce(sum(trips), 0) from {{ ref('fct_trips_daily') }}) as daily_trips,
        (select count(*) from {{ ref('fct_trips') }}) as trips,
        (select coalesce(sum(total_duration_seconds), 0) from {{ ref('fct_trips_daily') }}) as daily_seconds,
        (select coalesce(sum(duration_seconds), 0) from {{ ref('fct_trips') }} where is_valid_duration) as seconds
) as totals
where daily_trips <> trips or daily_seconds <> seconds
