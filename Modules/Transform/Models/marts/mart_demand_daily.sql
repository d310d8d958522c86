with demand as (
    select
        trip_date,
        cast(sum(trips) as bigint) as trips,
        cast(sum(case when member_casual = 'member' then trips else 0 end) as bigint) as member_trips,
        cast(sum(case when member_casual = 'casual' then trips else 0 end) as bigint) as casual_trips,
        cast(sum(valid_trips) as bigint) as valid_trips,
        cast(sum(total_duration_seconds) as bigint) as total_duration_seconds
    from {{ ref('fct_trips_daily') }}
    group by trip_date
),

weather as (
    select date, temperature_mean_celsius, precipitation_mm, rain_mm
    from {{ ref('stg_weather_daily') }}
    where location =
        {% if var('weather_location') -%}
            '{{ var("weather_location") }}'
        {%- else -%}
            (select min(location) from {{ ref('stg_weather_daily') }})
        {%- endif %}
)

select
    demand.trip_date as date,
    demand.trips,
    demand.member_trips,
    demand.casual_trips,
    cast(demand.member_trips as double) / demand.trips as member_share,
    cast(demand.total_duration_seconds as double) / nullif(demand.valid_trips, 0) / 60 as average_duration_minutes,
    cast(demand.total_duration_seconds as double) / 60 as total_duration_minutes,
    dim_date.day_of_week,
    dim_date.day_name,
    dim_date.is_weekend,
    weather.temperature_mean_celsius,
    weather.precipitation_mm,
    case
        when weather.rain_mm is null then 'Unknown'
        when weather.rain_mm <= 0 then 'No rain'
        when weather.rain_mm < 2.5 then 'Light rain'
        when weather.rain_mm < 10 then 'Moderate rain'
        else 'Heavy rain'
    end as rain_category,
    case
        when weather.temperature_mean_celsius is null then 'Unknown'
        when weather.temperature_mean_celsius < 0 then 'Freezing'
        when weather.temperature_mean_celsius < 10 then 'Cold'
        when weather.temperature_mean_celsius < 20 then 'Mild'
        when weather.temperature_mean_celsius < 28 then 'Warm'
        else 'Hot'
    end as temperature_category,
    weather.rain_mm
from demand
left join {{ ref('dim_date') }} as dim_date on dim_date.date = demand.trip_date
left join weather on weather.date = demand.trip_date
