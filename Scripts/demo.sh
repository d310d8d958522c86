#!/usr/bin/env bash
# demo.sh WEIR TARGET: makes sample data (unless the target reads the real feeds), runs the whole pipeline, says what it found.
set -euo pipefail
cd "$(dirname "$0")/.."
weir=$1
target=$2

if [ "$target" = dev ]; then
    echo "==> sample data: 100,000 bike trips and the weather of three months"
    "$weir" sample --months 3 --trips 100000 --seed 7 --out .weir/sample
fi

echo "==> the pipeline 'city_bikes'"
"$weir" run city_bikes --target "$target"

echo "==> what it found"
"$weir" query --target "$target" "
    select count(*) as days, sum(trips) as trips, round(sum(trips) / count(*)) as trips_per_day,
           round(sum(total_duration_minutes) / sum(trips), 1) as average_minutes,
           round(100.0 * sum(member_trips) / sum(trips), 1) as member_percent
    from marts.mart_demand_daily"
"$weir" query --target "$target" "
    select rain_category, sum(days) as days, round(sum(trips) / sum(days)) as trips_per_day
    from marts.mart_weather_effect group by rain_category order by trips_per_day desc"

cat <<TEXT

Open the dashboard:   ./weir serve            then http://127.0.0.1:8080
Ask a question:       ./weir query "select * from marts.mart_station_stats order by trips desc limit 5"
See the last runs:    ./weir runs
Run it every morning: ./weir schedule
TEXT
