with known_days as (
    select trip_date as date from {{ ref('fct_trips') }}
    union
    select date from {{ ref('stg_weather_daily') }}
),

bounds as (
    select min(date) as first_day, max(date) as last_day from known_days
),

days as (
    {{ days_between('(select first_day from bounds)', '(select last_day from bounds)') }}
),

numbered as (
    select date, {{ day_of_week('date') }} as day_of_week from days
)

select
    date,
    {{ date_part_of('year', 'date') }} as year,
    {{ date_part_of('month', 'date') }} as month,
    {{ date_part_of('day', 'date') }} as day_of_month,
    day_of_week,
    case day_of_week
        when 1 then 'Monday' when 2 then 'Tuesday' when 3 then 'Wednesday' when 4 then 'Thursday'
        when 5 then 'Friday' when 6 then 'Saturday' else 'Sunday'
    end as day_name,
    cast(day_of_week >= 6 as boolean) as is_weekend
from numbered
