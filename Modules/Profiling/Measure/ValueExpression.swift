import Warehouse

/// The SQL that reads a column's text as a type: null where the text is no value of it.
struct ValueExpression {
    let dialect: any SQLDialect

    /// The expression for a column of text called `place`.
    func sql(_ type: ColumnType, _ reading: Reading, _ place: String) -> String {
        switch reading {
        case .plain: plain(type, place)
        case .moment(let formats):
            cast("try_strptime(trim(\(place)), [\(formats.map(literal).joined(separator: ", "))])", to: type)
        case .offsetMoment:
            // A text without an offset would be taken for one of UTC.
            """
            case when regexp_matches(\(place), '(Z|z|UTC|GMT|[+-]\\d{2}:?(\\d{2})?)$') \
            then timezone('UTC', try_cast(\(place) as timestamptz)) end
            """
        case .epoch(let unit): epoch(unit, place)
        case .spreadsheetDays:
            "cast(date '1899-12-30' + cast(floor(\(bounded(place, 0, 2_958_465))) as integer) as date)"
        case .number(let format): number(type, format, place)
        case .flag(let yes, let no):
            "case lower(trim(\(place))) when \(literal(yes)) then true when \(literal(no)) then false end"
        case .clock:
            "case when regexp_full_match(trim(\(place)), '([01]?\\d|2[0-3]):[0-5]\\d(:[0-5]\\d(\\.\\d+)?)?') then \(place) end"
        case .serviceClock:
            "case when regexp_full_match(trim(\(place)), '\\d{1,3}:[0-5]\\d(:[0-5]\\d(\\.\\d+)?)?') then \(place) end"
        }
    }

    private func literal(_ text: String) -> String { dialect.literal(.text(text)) }

    private func cast(_ moment: String, to type: ColumnType) -> String {
        type == .day ? "cast(\(moment) as date)" : moment
    }

    /// What the engine casts by itself, and nothing that it casts too kindly.
    private func plain(_ type: ColumnType, _ place: String) -> String {
        switch type {
        case .integer:
            // The engine would take 007, 5.5 and 1e3 for whole numbers.
            "case when cast(try_cast(\(place) as bigint) as varchar) = trim(\(place)) then try_cast(\(place) as bigint) end"
        case .double: finite("try_cast(\(place) as double)")
        case .decimal(38, 0):
            "case when regexp_full_match(trim(\(place)), '-?\\d{1,38}') then try_cast(\(place) as decimal(38,0)) end"
        case .decimal(let precision, let scale):
            """
            case when try_cast(\(place) as decimal(\(precision),\(scale))) = try_cast(\(place) as decimal(38,\(min(scale + 6, 20)))) \
            then try_cast(\(place) as decimal(\(precision),\(scale))) end
            """
        case .boolean: "case lower(trim(\(place))) when 'true' then true when 'false' then false end"
        case .day: "case when length(trim(\(place))) = 10 then try_cast(\(place) as date) end"
        case .timestamp:
            // An offset would be dropped without a word; to the second there is no room for one.
            """
            case when strlen(\(place)) <= 19 or right(\(place), 1) <> 'Z' and not contains(\(place), '+') and not contains(substr(\(place), 11), '-') \
            then try_cast(\(place) as timestamp) end
            """
        case .json: "case when json_valid(\(place)) then \(place) end"
        default: place
        }
    }

    private func finite(_ number: String) -> String { "case when isfinite(\(number)) then \(number) end" }

    private func bounded(_ place: String, _ least: Int, _ most: Int) -> String {
        let number = "try_cast(\(place) as double)"
        return "case when \(number) between \(least) and \(most) then \(number) end"
    }

    private func epoch(_ unit: Reading.EpochUnit, _ place: String) -> String {
        let factor =
            switch unit {
            case .seconds: 1000.0
            case .milliseconds: 1.0
            case .microseconds: 0.001
            }
        // From the year 1 to the year 9999, in the unit.
        let (least, most) = (-62_135_596_800_000 / factor, 253_402_300_799_000 / factor)
        let number = "try_cast(\(place) as double)"
        return """
            case when \(number) between \(least) and \(most) \
            then epoch_ms(cast(round(\(number) * \(factor)) as bigint)) end
            """
    }

    private func number(_ type: ColumnType, _ format: NumberFormat, _ place: String) -> String {
        var text = "trim(\(place))"
        for affix in format.affixes { text = "replace(\(text), \(literal(affix)), '')" }
        text = "regexp_replace(\(text), '[\\s\\x{A0}\\x{202F}\\x{2009}]', '\(format.thousands == " " ? "" : " ")', 'g')"
        text = "replace(trim(\(text)), '−', '-')"
        if format.parentheses { text = "regexp_replace(\(text), '^\\((.*)\\)$', '-\\1')" }
        let (point, group) = (format.decimal == "." ? "\\." : ",", groupPattern(format))
        let pattern = "[+-]? ?(\(group)\\d+)(\(point)\\d+)?|[+-]?\(point)\\d+"
        var bare = text
        if let thousands = format.thousands, thousands != " " {
            bare = "replace(\(bare), \(literal(String(thousands))), '')"
        }
        if format.decimal == "," { bare = "replace(\(bare), ',', '.')" }
        let number =
            "try_cast(replace(\(bare), ' ', '') as \(dialect.typeName(type == .integer ? .decimal(precision: 30, scale: 6) : type)))"
        let value = type == .double ? finite(number) : number
        let whole = type == .integer ? " and \(number) = floor(\(number))" : ""
        return
            "case when regexp_full_match(\(text), '\(pattern)')\(whole) then \(type == .integer ? "try_cast(\(value) as bigint)" : value) end"
    }

    /// Groups of three digits, or none at all.
    private func groupPattern(_ format: NumberFormat) -> String {
        switch format.thousands {
        case nil, " "?: ""
        case ","?: "\\d{1,3}(,\\d{3})+|"
        case "."?: "\\d{1,3}(\\.\\d{3})+|"
        default: "\\d{1,3}(''\\d{3})+|"
        }
    }
}
