import Warehouse

/// Judges what columns are for: to tell rows apart, to group by, to add up.
struct RoleJudge {
    let rows: Int
    /// Columns of the key, by their names; known once the key is judged.
    let key: Set<String>

    func judge(_ column: JudgedColumn, sample: [String?], consecutive: Int) -> Choice<ColumnRole> {
        let (role, reason) = made(column, sample, consecutive)
        return Choice(role, because: reason, overruled: column.overrule?.role.overruled)
    }

    private func made(_ column: JudgedColumn, _ sample: [String?], _ consecutive: Int) -> (ColumnRole, String) {
        let words = column.words
        if column.measure.present - column.measure.nullTextRows == 0 { return (.empty, "no row has a value") }
        if let place = Self.coordinate(column) { return place }
        switch column.type {
        case .day, .timestamp: return (.time, "its values are \(column.type == .day ? "dates" : "times")")
        case .boolean: return (.flag, "its values are true or false")
        default: break
        }
        switch column.reading {
        case .clock, .serviceClock: return (.time, "its values are times of day")
        default: break
        }
        if Self.isIdentifier(words) { return (.identifier, "its name says that it names something") }
        if column.type.isNumeric { return measure(column, sample, consecutive) }
        if key.contains(column.name.value), column.measure.distinct == rows, rows > 1 {
            return (.identifier, "no two rows have the same value")
        }
        let few = column.measure.distinct <= max(20, min(1000, rows / 20))
        return few && column.type == .text
            ? (
                .category,
                "\(Figures.count(column.measure.distinct, "different value")) in \(Figures.count(rows, "row"))"
            ) : (.text, "its values are texts")
    }

    static func isIdentifier(_ words: NameWords) -> Bool {
        if let last = words.last,
            ["id", "ids", "key", "uuid", "guid", "identifier", "ref", "pk", "oid", "sku", "isbn"].contains(last)
        {
            return true
        }
        return words.joined == "id" || words.words.first == "id"
            || words.hasAny(["uuid", "guid", "zip", "zipcode", "postcode", "plz", "fips"])
            || ["number", "no", "nr", "code"].contains(words.last ?? "") && words.words.count > 1
    }

    private static func coordinate(_ column: JudgedColumn) -> (ColumnRole, String)? {
        guard column.type == .double || column.type.isNumeric, let range = column.measure.range,
            let least = range.least.double, let greatest = range.greatest.double
        else { return nil }
        if column.words.hasAny(["lat", "latitude", "breite", "breitengrad"]), least >= -90, greatest <= 90 {
            return (.latitude, "its name says so, and its values lie between -90 and 90")
        }
        if column.words.hasAny(["lon", "lng", "long", "longitude", "laenge", "laengengrad"]), least >= -180,
            greatest <= 180
        {
            return (.longitude, "its name says so, and its values lie between -180 and 180")
        }
        return nil
    }

    private func measure(_ column: JudgedColumn, _ sample: [String?], _ consecutive: Int) -> (ColumnRole, String) {
        let words = column.words
        if column.type == .integer, let range = column.measure.range, words.has("year", "jahr", "annee"),
            let least = range.least.integer, let greatest = range.greatest.integer, least >= 1000, greatest <= 2999
        {
            return (.category, "its values are years")
        }
        if words.hasAny(["cumulative", "cum", "running", "ytd", "todate", "kumuliert"]) || words.says("to date") {
            return (.cumulative, "its name says that it is a running total")
        }
        if words.hasAny(["odometer", "counter", "total"]) || words.says("meter reading"), isRising(sample, consecutive)
        {
            return (.cumulative, "it never falls from row to row")
        }
        return amount(column)
    }

    /// How the values of a number that is no year and no running total may be put together.
    private func amount(_ column: JudgedColumn) -> (ColumnRole, String) {
        let (words, unit) = (column.words, column.unit.value)
        if unit.map(UnitWords.ratios.contains) == true
            || words.hasAny([
                "rate", "ratio", "share", "percent", "percentage", "pct", "probability", "fraction", "index", "score",
                "quote",
            ])
        {
            return (.ratio, "a rate or a share: sums and plain means of it say nothing")
        }
        let isAverage = words.hasAny([
            "avg", "average", "mean", "median", "max", "min", "maximum", "minimum", "stddev", "percentile",
        ])
        if isAverage { return (.level, "an average or an extreme: it is not summed") }
        if column.type == .integer, column.measure.distinct <= 12,
            words.hasAny(["type", "class", "category", "status", "code", "kind", "level", "grade", "group"])
        {
            return (.category, "\(column.measure.distinct) different codes")
        }
        if words.last == "code" { return (.category, "its name says that it is a code") }
        if words.hasAny(Self.levels) || unit.map(isLevel) == true {
            return (.level, "a state and no amount: it is averaged, not summed")
        }
        if let unit, UnitWords.additive.contains(unit) || UnitWords.currencies.contains(unit) {
            return (.additive, "amounts in \(unit) add up")
        }
        if words.hasAny(Self.amounts) { return (.additive, "its name says that it is an amount") }
        return column.type == .integer
            ? (.additive, "whole numbers are taken for counts")
            : (.level, "nothing says that it adds up: it is averaged")
    }

    private func isLevel(_ unit: String) -> Bool {
        !UnitWords.additive.contains(unit) && !UnitWords.currencies.contains(unit) && !UnitWords.ratios.contains(unit)
    }

    private static let levels: Set<String> = [
        "temperature", "temp", "pressure", "humidity", "speed", "velocity", "altitude", "elevation", "height", "depth",
        "age",
        "level", "price", "balance", "stock", "inventory", "capacity", "population", "concentration", "rating",
        "voltage", "ph",
        "pm25", "pm10", "no2", "o3", "co2", "so2", "direction", "bearing", "angle", "weight", "density", "latitude",
        "longitude",
        "lat", "lon", "rank", "position", "version", "priority", "hour", "month", "day", "week", "weekday", "year",
        "quarter",
    ]
    private static let amounts: Set<String> = [
        "count", "total", "amount", "quantity", "qty", "sum", "number", "sales", "revenue", "cost", "fare", "fee",
        "tip", "tax",
        "duration", "distance", "trips", "rides", "visits", "clicks", "views", "orders", "units", "sold", "cases",
        "deaths",
        "births", "passengers", "volume", "consumption", "production", "energy", "rain", "rainfall", "precipitation",
        "snowfall",
        "minutes", "seconds", "hours", "paid", "spent", "num", "anzahl", "menge", "betrag", "umsatz",
    ]

    private func isRising(_ sample: [String?], _ consecutive: Int) -> Bool {
        let numbers = sample.prefix(consecutive).compactMap { $0.flatMap { Double($0) } }
        return numbers.count > 10 && zip(numbers, numbers.dropFirst()).allSatisfy { $0 <= $1 }
    }
}
