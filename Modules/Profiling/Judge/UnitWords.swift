import Foundation

/// Units, as headers, rows of units and values write them, and the word for each in an identifier.
enum UnitWords {
    /// A unit that was found.
    struct Found: Hashable {
        /// The word for it: `celsius`.
        var word: String
        /// Whether the header writes it otherwise: `°C`.
        var isRewritten: Bool
        /// Where it stands.
        var reason: String
    }

    /// The unit that a text is: `°C`, `km/h`, `USD`; nil when it is none.
    static func unit(stated text: String) -> String? {
        let plain = normalized(text)
        guard !plain.isEmpty, plain.count <= 24 else { return nil }
        return spellings[plain]
    }

    /// Divides a header into the rest and its unit: in brackets, behind a comma or a slash, or as its last word.
    static func taken(from header: String, stated: String?) -> (rest: String, unit: Found?) {
        let trimmed = header.trimmingCharacters(in: .whitespaces)
        if let match = trimmed.wholeMatch(of: /(.*?)[\s_]*[\(\[\{]([^\(\)\[\]\{\}]{1,24})[\)\]\}]\s*(.*)/),
            let unit = unit(stated: String(match.2))
        {
            return (
                "\(match.1) \(match.3)", Found(word: unit, isRewritten: true, reason: "the header has it in brackets")
            )
        }
        if let match = trimmed.wholeMatch(of: /(.+?),\s*([^,]{1,16})/), let unit = unit(stated: String(match.2)) {
            return (String(match.1), Found(word: unit, isRewritten: true, reason: "the header has it behind a comma"))
        }
        if let match = trimmed.wholeMatch(of: /(.*[^\s])\s+in\s+([^\s]{1,16})/),
            let unit = unit(stated: String(match.2))
        {
            return (String(match.1), Found(word: unit, isRewritten: true, reason: "the header says 'in'"))
        }
        if let stated, let unit = unit(stated: stated) {
            return (header, Found(word: unit, isRewritten: true, reason: "the file states it beside the header"))
        }
        return named(in: header, trimmed)
    }

    /// The unit in the last words of a header, where they can be nothing else: `wind_speed_km_h`, `humidity_pct`.
    private static func named(in header: String, _ trimmed: String) -> (rest: String, unit: Found?) {
        if let last = trimmed.last, "%°$€£".contains(last), trimmed.count > 1, let unit = unit(stated: String(last)) {
            return (
                String(trimmed.dropLast()),
                Found(word: unit, isRewritten: true, reason: "the header ends with its sign")
            )
        }
        let words = NameWords(header).words
        for count in [3, 2, 1] where words.count > count {
            let tail = words.suffix(count).joined(separator: "_")
            guard let unit = suffixes[tail] else { continue }
            if unit == tail {
                return (header, Found(word: unit, isRewritten: false, reason: "the header ends with it"))
            }
            let rest = words.dropLast(count).joined(separator: "_")
            return (rest, Found(word: unit, isRewritten: true, reason: "the header ends with it"))
        }
        return (header, nil)
    }

    private static func normalized(_ text: String) -> String {
        var plain = text.decomposedStringWithCompatibilityMapping.lowercased().filter { !$0.isWhitespace }
        for (sign, letters) in [
            ("µ", "u"), ("μ", "u"), ("º", "°"), ("˚", "°"), ("²", "2"), ("³", "3"), ("^", ""), ("⁻", "-"),
        ] {
            plain = plain.replacing(sign, with: letters)
        }
        return plain.trimmingCharacters(in: CharacterSet(charactersIn: "."))
    }

    private static let units: [(word: String, spellings: [String])] = [
        ("celsius", ["°c", "degc", "deg_c", "degreec", "degreescelsius", "degreecelsius", "celsius", "c°"]),
        ("fahrenheit", ["°f", "degf", "deg_f", "degreesfahrenheit", "fahrenheit"]), ("kelvin", ["kelvin", "degk"]),
        ("mm", ["mm", "millimeter", "millimeters", "millimetre", "millimetres"]),
        ("cm", ["cm", "centimeter", "centimeters", "centimetre", "centimetres"]),
        ("m", ["m", "meter", "meters", "metre", "metres"]),
        ("km", ["km", "kilometer", "kilometers", "kilometre", "kilometres"]),
        ("inches", ["inch", "inches", "in"]), ("feet", ["ft", "feet", "foot"]),
        ("miles", ["mi", "mile", "miles"]), ("yards", ["yd", "yards"]),
        ("kmh", ["km/h", "kmh", "kph", "km_h", "kmperhour", "kilometersperhour", "kmh-1"]),
        ("mph", ["mph", "mp/h", "mi/h", "milesperhour"]),
        ("mps", ["m/s", "mps", "ms-1", "metrespersecond", "meterspersecond"]),
        ("knots", ["kn", "kt", "kts", "knots"]), ("hpa", ["hpa", "mbar", "mb", "hectopascal"]),
        ("pa", ["pa", "pascal"]),
        ("kpa", ["kpa"]), ("bar", ["bar"]), ("psi", ["psi"]),
        ("percent", ["%", "percent", "pct", "prozent", "percentage", "pourcent"]), ("permille", ["‰"]),
        ("ppm", ["ppm"]), ("ppb", ["ppb"]),
        ("micrograms", ["ug/m3", "ugm-3", "ug/m3lc", "microgramspercubicmeter", "ug_m3", "ugm3"]),
        ("milligrams", ["mg/m3", "mg/l", "mg"]), ("micrograms_per_litre", ["ug/l"]),
        ("grams", ["g", "gram", "grams"]), ("kg", ["kg", "kilogram", "kilograms"]),
        ("tonnes", ["t", "tonne", "tonnes", "tons"]),
        ("pounds", ["lb", "lbs", "pounds"]), ("ounces", ["oz"]),
        ("litres", ["l", "liter", "liters", "litre", "litres"]), ("ml", ["ml"]), ("gallons", ["gal", "gallons"]),
        ("square_metres", ["m2", "sqm", "squaremeters", "squaremetres"]), ("square_km", ["km2", "sqkm"]),
        ("hectares", ["ha", "hectares"]), ("acres", ["acres"]), ("square_feet", ["sqft", "ft2"]),
        ("cubic_metres", ["m3", "cbm"]), ("cubic_metres_per_second", ["m3/s"]), ("litres_per_second", ["l/s"]),
        ("watts", ["w", "watt", "watts"]), ("kw", ["kw", "kilowatt"]), ("mw", ["mw", "megawatt"]),
        ("wh", ["wh"]), ("kwh", ["kwh", "kilowatthours"]), ("mwh", ["mwh"]), ("gwh", ["gwh"]),
        ("watts_per_square_metre", ["w/m2", "wm-2"]), ("volts", ["v", "volt", "volts"]),
        ("amperes", ["a", "amp", "amps", "ampere"]),
        ("hz", ["hz", "hertz"]), ("khz", ["khz"]), ("mhz", ["mhz"]), ("ghz", ["ghz"]),
        ("db", ["db", "dba", "decibel", "db(a)"]),
        ("lux", ["lux", "lx"]), ("degrees", ["°", "deg", "degree", "degrees"]), ("radians", ["rad", "radians"]),
        ("seconds", ["s", "sec", "secs", "second", "seconds"]), ("ms", ["ms", "msec", "millis", "milliseconds"]),
        ("minutes", ["min", "mins", "minute", "minutes"]), ("hours", ["h", "hr", "hrs", "hour", "hours"]),
        ("days", ["d", "day", "days"]), ("weeks", ["weeks"]), ("months", ["months"]),
        ("years", ["yr", "yrs", "years"]),
        ("bytes", ["b", "bytes"]), ("kb", ["kb"]), ("mb_data", ["mbyte", "megabytes"]), ("gb", ["gb", "gigabytes"]),
        ("usd", ["usd", "us$", "$us", "usdollars", "usdollar"]), ("dollars", ["$", "dollar", "dollars"]),
        ("eur", ["eur", "€", "euro", "euros"]), ("gbp", ["gbp", "£", "poundssterling"]), ("yen", ["¥", "jpy", "yen"]),
        ("chf", ["chf", "sfr"]), ("cad", ["cad"]), ("aud", ["aud"]), ("sek", ["sek"]), ("nok", ["nok"]),
        ("dkk", ["dkk"]),
        ("pln", ["pln", "zl"]), ("inr", ["inr", "₹"]), ("cny", ["cny", "rmb"]), ("brl", ["brl", "r$"]),
        ("count", ["count", "no", "number"]), ("kcal", ["kcal"]), ("bpm", ["bpm"]), ("us_per_cm", ["us/cm"]),
        ("ntu", ["ntu"]),
        ("ph", ["ph"]), ("dobson_units", ["du"]), ("uv_index", ["uvindex"]),
    ]

    private static let spellings: [String: String] = Dictionary(
        units.flatMap { unit in unit.spellings.map { ($0, unit.word) } }, uniquingKeysWith: { first, _ in first })

    /// Last words of a header that can be nothing but a unit; single letters and everyday words are not among them.
    private static let suffixes: [String: String] = {
        let doubtful: Set = [
            "m", "c", "f", "g", "t", "l", "w", "v", "a", "s", "h", "d", "b", "in", "no", "number", "count", "day",
            "days", "year",
            "mi", "foot", "meter", "second", "hour", "minute", "bar", "min", "us", "pa", "kt", "ms", "sec", "ha", "rad",
            "gal",
            "percentage", "lb", "deg", "years", "months", "weeks", "ph", "du", "mb", "kb", "gb", "degree", "tons", "mg",
            "yd",
        ]
        var found: [String: String] = [:]
        for (spelling, word) in spellings where !doubtful.contains(spelling) {
            found[NameWords(spelling).joined] = word
        }
        for (spelling, word) in [
            ("deg_c", "celsius"), ("degc", "celsius"), ("deg_f", "fahrenheit"), ("km_h", "kmh"), ("m_s", "mps"),
            ("ug_m3", "micrograms"),
            ("days", "days"), ("lbs", "pounds"), ("pct", "percent"), ("mins", "minutes"), ("secs", "seconds"),
            ("hrs", "hours"),
        ] { found[spelling] = word }
        found[""] = nil
        return found
    }()

    /// Units whose values may be added up.
    static let additive: Set<String> = [
        "mm", "km", "miles", "kg", "grams", "tonnes", "pounds", "litres", "ml", "gallons", "wh", "kwh", "mwh", "gwh",
        "seconds",
        "minutes", "hours", "days", "bytes", "kb", "gb", "count", "kcal", "square_metres", "hectares", "acres",
        "cubic_metres", "ms",
    ]
    static let ratios: Set<String> = ["percent", "permille", "ppm", "ppb"]
    static let currencies: Set<String> = [
        "usd", "dollars", "eur", "gbp", "yen", "chf", "cad", "aud", "sek", "nok", "dkk", "pln", "inr", "cny", "brl",
    ]
}
