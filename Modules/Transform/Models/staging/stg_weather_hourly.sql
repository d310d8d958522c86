select
    location,
    time as observed_at,
    {{ day_of('time') }} as date,
    {{ hour_of('time') }} as hour,
    weather_code,
    temperature_celsius,
    relative_humidity_percent,
    precipitation_mm,
    rain_mm,
    snowfall_cm,
    wind_speed_kmh
from {{ source('raw', 'weather_hourly') }}
