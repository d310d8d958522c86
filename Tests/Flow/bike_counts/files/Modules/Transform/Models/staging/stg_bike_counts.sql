select
    site,
    counted_at,
    {{ day_of('counted_at') }} as counted_on,
    {{ hour_of('counted_at') }} as hour_of_day,
    bikes,
    status
from {{ source('raw', 'bike_counts') }}
