import Diagnostics
import JSON

extension Chart {
    /// The keys that a chart may have.
    public static let keys = [
        "type", "data", "x", "y", "series", "size", "details", "title", "subtitle", "summary", "x_title", "y_title",
        "format", "stack", "order", "trend", "zero", "height",
    ]

    /// Reads a chart; `place` says where a key stands, and for one that is left out where the chart stands.
    ///
    /// Throws one `WeirError`, or `WeirErrors` with all that is wrong: `charts.unknown_key`, `charts.missing_key`,
    /// `charts.wrong_value`.
    public init(_ object: JSONObject, at place: @escaping (String) -> SourceLocation? = { _ in nil }) throws {
        var reader = ChartReader(object: object, place: place)
        for key in object.keys where !Self.keys.contains(key) {
            reader.errors.append(.unknownChartKey(key, at: place(key)))
        }
        let form: Form? = reader.choice("type", required: true)
        let x = reader.text("x", required: true)
        let y = reader.texts("y", required: true)
        self.form = form ?? .line
        self.x = x ?? ""
        self.y = y
        data = reader.text("data")
        series = reader.text("series")
        size = reader.text("size")
        details = reader.texts("details")
        title = reader.text("title")
        subtitle = reader.text("subtitle")
        summary = reader.text("summary")
        xTitle = reader.text("x_title")
        yTitle = reader.text("y_title")
        format = reader.choice("format") ?? .number
        stack = reader.choice("stack") ?? .total
        order = reader.choice("order") ?? .query
        trend = reader.flag("trend")
        zero = reader.flag("zero")
        height = reader.pixels("height")
        places = Dictionary(uniqueKeysWithValues: object.keys.compactMap { key in place(key).map { (key, $0) } })
        if self.form == .heatmap, series == nil, reader.errors.isEmpty {
            reader.errors.append(
                .missingChartKey("series", at: places["type"], why: "it names the number that colours"))
        }
        if y.count > 1, series != nil {
            reader.errors.append(
                .wrongChartValue("series", "left out when 'y' names several columns", at: places["series"]))
        }
        try WeirErrors.throwIfAny(reader.errors)
    }
}

private struct ChartReader {
    let object: JSONObject
    let place: (String) -> SourceLocation?
    var errors: [WeirError] = []

    mutating func text(_ key: String, required: Bool = false) -> String? {
        switch object[key] {
        case nil, .null?:
            if required { errors.append(.missingChartKey(key, at: place(key))) }
            return nil
        case .string(let text)?: return text
        case .integer(let number)?: return String(number)
        default:
            errors.append(.wrongChartValue(key, "a text", at: place(key)))
            return nil
        }
    }

    mutating func texts(_ key: String, required: Bool = false) -> [String] {
        guard let array = object[key]?.array else { return text(key, required: required).map { [$0] } ?? [] }
        let texts = array.compactMap(\.string)
        if texts.count != array.count || texts.isEmpty {
            errors.append(.wrongChartValue(key, "a column's name or a list of names", at: place(key)))
        }
        return texts
    }

    mutating func choice<Choice: RawRepresentable & CaseIterable>(_ key: String, required: Bool = false) -> Choice?
    where Choice.RawValue == String {
        guard let text = text(key, required: required) else { return nil }
        if let choice = Choice(rawValue: text) { return choice }
        errors.append(.unknownChartChoice(key, text, of: Choice.allCases.map(\.rawValue), at: place(key)))
        return nil
    }

    mutating func flag(_ key: String) -> Bool {
        guard let value = object[key] else { return false }
        if value.bool == nil { errors.append(.wrongChartValue(key, "true or false", at: place(key))) }
        return value.bool ?? false
    }

    mutating func pixels(_ key: String) -> Int? {
        guard let value = object[key] else { return nil }
        if let pixels = value.integer, (40...4000).contains(pixels) { return Int(pixels) }
        errors.append(.wrongChartValue(key, "a number of pixels from 40 to 4000", at: place(key)))
        return nil
    }
}
