select
    location,
    date,
    weather_code,
    temperature_max_celsius,
    temperature_min_celsius,
    temperature_mean_celsius,
    precipitation_mm,
    rain_mm,
    snowfall_cm,
    wind_speed_max_kmh
from {{ source('raw', 'weather_daily') }}
