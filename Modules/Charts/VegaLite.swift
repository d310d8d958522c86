import Diagnostics
import JSON

extension Chart {
    /// The chart as a Vega-Lite 6 document with its rows inside.
    ///
    /// Fields are named by their role (`x`, `y`, `series`, …), so that no column's name can be read as an expression.
    /// Throws `charts.unknown_column` or `charts.not_a_number`, every one at once.
    public func vegaLite(_ data: ChartData, look: ChartLook = .light) throws -> JSONValue {
        let plot = try Plot(self, data)
        var document: JSONObject = [
            "$schema": "https://vega.github.io/schema/vega-lite/v6.json", "description": .string(description(of: data)),
            "width": "container", "height": .integer(Int64(plot.height)),
            "autosize": ["type": plot.hasSteps ? "fit-x" : "fit", "contains": "padding"],
            "data": ["values": .array(plot.rows)], "config": look.config,
        ]
        if let title {
            document["title"] = subtitle.map { ["text": .string(title), "subtitle": .string($0)] } ?? .string(title)
        }
        let layers = plot.layers(look)
        if layers.count == 1, let only = layers[0].object {
            for (key, value) in only.pairs { document[key] = value }
        } else {
            document["layer"] = .array(layers)
        }
        return .object(document)
    }

    /// The chart in a sentence for those who do not see it.
    public func description(of data: ChartData) -> String {
        if let summary { return summary }
        let kind = form == .heatmap ? "Heat map" : Words.title(form.rawValue) + " chart"
        var text = "\(kind): \(name). \(data.rows.count) rows"
        for column in y {
            guard let index = data.index(of: column), data.columns[index].kind.isNumeric else { continue }
            let numbers = data.rows.compactMap { $0[index].double }
            guard let low = numbers.min(), let high = numbers.max() else { continue }
            text += ", \(Words.title(column).lowercased()) from \(Self.short(low)) to \(Self.short(high))"
        }
        return text + "."
    }

    private static func short(_ number: Double) -> String {
        let rounded = (number * 100).rounded() / 100
        return Int64(exactly: rounded).map(String.init) ?? "\(rounded)"
    }
}
