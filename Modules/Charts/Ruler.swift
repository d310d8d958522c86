import JSON

/// What follows the pointer over a line or an area: a rule at the nearest place, with the values of all series there.
///
/// It has rows of its own, one a place, with one field a series. (Values of the marks themselves would do, but for
/// marks that are found by nearness Vega-Lite 6.4 shows names as `undefined`.)
struct Ruler {
    /// Above this many series a list of them helps nobody.
    private static let seriesLimit = 10

    private let plot: Plot
    private let names: [JSONValue]
    private let rows: [JSONValue]

    /// Nil where the horizontal axis holds names, or where there are too many series.
    init?(_ plot: Plot) {
        guard plot.x.kind != .name else { return nil }
        var names: [JSONValue] = []
        for name in plot.series?.values ?? [] where !names.contains(name) { names.append(name) }
        guard names.count <= Self.seriesLimit else { return nil }
        var places: [JSONValue: JSONObject] = [:]
        var order: [JSONValue] = []
        for row in plot.x.values.indices {
            let place = plot.x.values[row]
            let series = plot.series.flatMap { names.firstIndex(of: $0.values[row]) } ?? 0
            if places[place] == nil { order.append(place) }
            places[place, default: ["x": place]]["series\(series)"] = plot.y.values[row]
        }
        self.plot = plot
        self.names = names
        rows = order.compactMap { places[$0].map(JSONValue.object) }
    }

    /// The rule, which is seen where the pointer is nearest.
    var layer: JSONValue {
        let series = names.isEmpty ? [JSONValue.string(plot.y.title)] : names
        let values = series.enumerated().map { index, name in
            let title = name.string ?? name.text()
            return plot.field(
                "series\(index)", Plot.Role(title: title, kind: plot.y.kind, values: []),
                fallback: Words.title(plot.chart.y[0]))
        }
        let selection: JSONValue = [
            "name": "pointed",
            "select": ["type": "point", "fields": ["x"], "nearest": true, "on": "pointerover", "clear": "pointerout"],
        ]
        return [
            "data": ["values": .array(rows)], "params": [selection], "mark": ["type": "rule", "strokeWidth": 1],
            "encoding": [
                "x": ["field": "x", "type": .string(plot.x.vegaType)],
                "opacity": Self.seen(0.4),
                "tooltip": .array([plot.field("x", plot.x, fallback: Words.title(plot.chart.x))] + values),
            ],
        ]
    }

    /// Seen where the pointer is nearest. (A filter would do the same, and warn in the browser while nothing is near.)
    private static func seen(_ opacity: Double) -> JSONValue {
        ["condition": ["param": "pointed", "empty": false, "value": .number(opacity)], "value": 0]
    }

    /// Points on the lines at the rule's place.
    func points(_ encoding: JSONObject) -> JSONValue {
        var encoding = encoding
        encoding["tooltip"] = nil
        encoding["opacity"] = Self.seen(1)
        return ["mark": ["type": "point", "size": 50], "encoding": .object(encoding)]
    }
}
