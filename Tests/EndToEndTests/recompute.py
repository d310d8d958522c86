#!/usr/bin/env python3
"""recompute.py DIR: computes the three marts from the raw files in DIR, with nothing of the platform, and prints them as JSON.

DIR holds `bike_trips/*.zip` and `weather/*.json` as the feeds publish them. Written from the marts' descriptions, not from their
SQL: it reads row by row into dictionaries, so that it and the platform have no code and no engine in common.
"""

import csv
import datetime
import io
import json
import pathlib
import re
import sys
import zipfile

LONGEST_VALID_SECONDS = 24 * 60 * 60
NOTHING = {"", "NULL", "\\N"}


def moment(text):
    """`2021-01-01 04:54:16.3310` or `1/31/2015 4:05:06` as a datetime; None for nothing."""
    if text is None:
        return None
    date, _, time = text.strip().replace("T", " ").partition(" ")
    if "/" in date:
        month, day, year = map(int, date.split("/"))
    else:
        year, month, day = map(int, date.split("-"))
    hour, minute, second = (time.split(":") + ["0", "0"])[:3]
    whole, _, fraction = second.partition(".")
    micros = int((fraction + "000000")[:6])
    return datetime.datetime(year, month, day, int(hour), int(minute), int(whole), micros)


def csv_texts(path):
    """The CSV files in a zip, in the order of their names; zips inside zips are opened."""

    def walk(data):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in sorted(archive.namelist()):
                if name.startswith("__MACOSX/") or name.endswith("/"):
                    continue
                if name.lower().endswith(".zip"):
                    yield from walk(archive.read(name))
                elif name.lower().endswith(".csv"):
                    yield archive.read(name).decode("utf-8")

    yield from walk(path.read_bytes())


def trip(row):
    """One row of either schema as a trip."""
    row = {re.sub(r"[ _]", "", key).lower(): (None if value in NOTHING else value) for key, value in row.items()}
    if "rideid" in row:
        started, ended = moment(row["startedat"]), moment(row["endedat"])
        key, rider = row["rideid"], row["membercasual"]
        places = [(row[f"{end}stationid"], row[f"{end}stationname"], row[f"{end}lat"], row[f"{end}lng"]) for end in ("start", "end")]
    else:
        started, ended = moment(row["starttime"]), moment(row["stoptime"])
        since_1970 = started - datetime.datetime(1970, 1, 1)
        milliseconds = (since_1970.days * 86400 + since_1970.seconds) * 1000 + since_1970.microseconds // 1000
        key = f"legacy-{row['bikeid']}-{milliseconds}"
        rider = {"Subscriber": "member", "Customer": "casual"}.get(row["usertype"])
        places = [
            (row[f"{end}stationid"], row[f"{end}stationname"], row[f"{end}stationlatitude"], row[f"{end}stationlongitude"])
            for end in ("start", "end")
        ]
    stations = []
    for identifier, name, latitude, longitude in places:
        identifier = (identifier or "").strip() or None
        name = (name or "").strip() or None
        stations.append((identifier, name, *(None if x is None else float(x) for x in (latitude, longitude))))
    seconds = None if ended is None else int((ended.replace(microsecond=0) - started.replace(microsecond=0)).total_seconds())
    return {
        "key": key,
        "started": started,
        "ended": ended,
        "day": started.date(),
        "seconds": seconds,
        "valid": seconds is not None and 1 <= seconds <= LONGEST_VALID_SECONDS,
        "rider": rider or "unknown",
        "from": stations[0],
        "to": stations[1],
    }


def read_trips(folder):
    """Every distinct trip; of rows with the same key the last by file and line."""
    trips = {}
    for path in sorted(folder.glob("*.zip")):
        for text in csv_texts(path):
            for row in csv.DictReader(io.StringIO(text)):
                one = trip(row)
                trips[one["key"]] = one
    return list(trips.values())


def read_weather(folder):
    """Day -> (mean temperature in °C, precipitation in mm, rain in mm), a later file before an earlier one."""
    converted = {"°F": lambda x: (x - 32) * 5 / 9, "inch": lambda x: x * 25.4}
    days = {}
    for path in sorted(folder.glob("*.json")):
        document = json.loads(path.read_text("utf-8"))
        daily, units = document["daily"], document["daily_units"]
        for index, day in enumerate(daily["time"]):
            values = []
            for name in ("temperature_2m_mean", "precipitation_sum", "rain_sum"):
                value = daily[name][index]
                values.append(None if value is None else converted.get(units[name], lambda x: x)(value))
            days[datetime.date.fromisoformat(day)] = tuple(values)
    return days


def share(part, whole):
    return part / whole if whole else None


def minutes(trips):
    """Minutes of a valid trip on average."""
    valid = [one["seconds"] for one in trips if one["valid"]]
    return share(sum(valid), len(valid) * 60)


def members(trips):
    return sum(one["rider"] == "member" for one in trips)


def grouped(items, key):
    groups = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups


def rain_category(rain):
    if rain is None:
        return "Unknown"
    return "No rain" if rain <= 0 else "Light rain" if rain < 2.5 else "Moderate rain" if rain < 10 else "Heavy rain"


def temperature_category(celsius):
    if celsius is None:
        return "Unknown"
    for limit, name in ((0, "Freezing"), (10, "Cold"), (20, "Mild"), (28, "Warm")):
        if celsius < limit:
            return name
    return "Hot"


def demand_daily(trips, weather):
    rows = []
    for day, group in sorted(grouped(trips, lambda one: one["day"]).items()):
        mean, precipitation, rain = weather.get(day, (None, None, None))
        rows.append({
            "date": day.isoformat(),
            "trips": len(group),
            "member_trips": members(group),
            "casual_trips": sum(one["rider"] == "casual" for one in group),
            "member_share": members(group) / len(group),
            "average_duration_minutes": minutes(group),
            "total_duration_minutes": sum(one["seconds"] for one in group if one["valid"]) / 60,
            "day_of_week": day.isoweekday(),
            "day_name": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][day.weekday()],
            "is_weekend": day.isoweekday() >= 6,
            "temperature_mean_celsius": mean,
            "precipitation_mm": precipitation,
            "rain_category": rain_category(rain),
            "temperature_category": temperature_category(mean),
            "rain_mm": rain,
        })
    return rows


def weather_effect(trips, weather):
    def kind(day):
        mean, _, rain = weather.get(day, (None, None, None))
        return rain_category(rain), temperature_category(mean)

    rows = []
    for (rain, temperature), group in sorted(grouped(trips, lambda one: kind(one["day"])).items()):
        days = len({one["day"] for one in group})
        rows.append({
            "rain_category": rain,
            "temperature_category": temperature,
            "days": days,
            "trips": len(group),
            "trips_per_day": len(group) / days,
            "average_duration_minutes": minutes(group),
            "member_share": members(group) / len(group),
        })
    return rows


def station_places(trips):
    """Station -> name, latitude, longitude of its latest visit: a named and placed spelling first."""
    visits = [(one["from"], one["started"]) for one in trips] + [(one["to"], one["ended"]) for one in trips]
    spellings = grouped([visit for visit in visits if visit[0][0] is not None], lambda visit: visit[0])
    places = {}
    for identifier, group in grouped(spellings.items(), lambda item: item[0][0]).items():
        def rank(item):
            (_, name, latitude, longitude), seen = item
            times = [time for _, time in seen if time is not None]
            latest = max(times).timestamp() if times else None
            return (
                name is None, latitude is None or longitude is None, latest is None, -(latest or 0), -len(seen),
                name or "", latitude or 0, longitude or 0,
            )
        places[identifier] = min(group, key=rank)[0][1:]
    return places


def station_stats(trips):
    departing = grouped(trips, lambda one: one["from"][0])
    arriving = grouped(trips, lambda one: one["to"][0])
    rows = []
    for identifier, (name, latitude, longitude) in sorted(station_places(trips).items()):
        departures, arrivals = departing.get(identifier, []), arriving.get(identifier, [])
        rows.append({
            "station_id": identifier,
            "station_name": name,
            "latitude": latitude,
            "longitude": longitude,
            "departures": len(departures),
            "arrivals": len(arrivals),
            "trips": len(departures) + len(arrivals),
            "member_departures": members(departures),
            "member_share": share(members(departures), len(departures)),
            "average_duration_minutes": minutes(departures),
            "active_days": len({one["day"] for one in departures + arrivals}),
        })
    return rows


def main():
    folder = pathlib.Path(sys.argv[1])
    trips, weather = read_trips(folder / "bike_trips"), read_weather(folder / "weather")
    json.dump({
        "mart_demand_daily": demand_daily(trips, weather),
        "mart_weather_effect": weather_effect(trips, weather),
        "mart_station_stats": station_stats(trips),
    }, sys.stdout)


if __name__ == "__main__":
    main()
