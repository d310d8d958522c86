select station_id, measured_at, pm25_micrograms
from {{ source('raw', 'air_quality') }}
