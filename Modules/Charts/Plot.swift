import Diagnostics
import JSON

/// A chart whose columns were found in its data: the roles, the rows by role, the marks.
struct Plot {
    /// What one role shows.
    struct Role {
        let title: String
        let kind: ChartKind
        let values: [JSONValue]
    }

    let chart: Chart
    let x: Role
    let y: Role
    let series: Role?
    let size: Role?
    let details: [Role]

    init(_ chart: Chart, _ data: ChartData) throws {
        self.chart = chart
        var errors: [WeirError] = []
        func role(_ key: String, _ column: String, title: String? = nil, needsNumbers: Bool = false) -> Role {
            guard let index = data.index(of: column) else {
                errors.append(
                    .unknownChartColumn(column, key: key, in: data.columns.map(\.name), at: chart.places[key]))
                return Role(title: "", kind: .name, values: [])
            }
            if needsNumbers, !data.columns[index].kind.isNumeric {
                errors.append(.chartNeedsNumbers(column, key: key, at: chart.places[key]))
            }
            return Role(
                title: title ?? Words.title(column), kind: data.columns[index].kind, values: data.values(of: index))
        }
        let x = role("x", chart.x, title: chart.xTitle)
        let measures = chart.y.map {
            role("y", $0, title: chart.y.count == 1 ? chart.yTitle : nil, needsNumbers: chart.y.count > 1)
        }
        let coloured = chart.form == .heatmap
        let series = chart.series.map { role("series", $0, needsNumbers: coloured) }
        size = chart.size.map { role("size", $0, needsNumbers: true) }
        details = chart.details.map { role("details", $0) }
        if errors.isEmpty, [.line, .area, .bar].contains(chart.form), !x.kind.isNumeric, !measures[0].kind.isNumeric {
            errors.append(.chartNeedsNumbers(chart.y[0], key: "y", at: chart.places["y"]))
        }
        try WeirErrors.throwIfAny(errors)
        if measures.count == 1 {
            (self.x, y, self.series) = (x, measures[0], series)
        } else {
            (self.x, y, self.series) = Self.folded(x, measures, title: chart.yTitle)
        }
    }

    /// Several measures become one, and a series that names them.
    private static func folded(_ x: Role, _ measures: [Role], title: String?) -> (Role, Role, Role) {
        let names = measures.flatMap { measure in measure.values.map { _ in JSONValue.string(measure.title) } }
        let kind: ChartKind = measures.allSatisfy { $0.kind == .integer } ? .integer : .number
        return (
            Role(title: x.title, kind: x.kind, values: measures.flatMap { _ in x.values }),
            Role(title: title ?? "", kind: kind, values: measures.flatMap(\.values)),
            Role(title: "", kind: .name, values: names)
        )
    }

    /// The rows as objects by role; of folded measures the details are left out.
    var rows: [JSONValue] {
        x.values.indices.map { row in
            var object: JSONObject = ["x": x.values[row], "y": y.values[row]]
            object["series"] = series?.values[row]
            if let size, size.values.count == x.values.count { object["size"] = size.values[row] }
            for (number, detail) in details.enumerated() where detail.values.count == x.values.count {
                object["detail\(number)"] = detail.values[row]
            }
            return .object(object)
        }
    }

    /// Whether names stand on the vertical axis, each with its own line.
    var hasSteps: Bool { !y.kind.isNumeric && !y.kind.isTemporal && chart.height == nil }

    /// The height in pixels, of the marks alone where `hasSteps`. (A `step` would do the same, with a warning in the
    /// browser's console for every chart that is as wide as its container.)
    var height: Int {
        hasSteps ? max(1, Set(y.values).count) * (chart.form == .heatmap ? 34 : 26) : chart.height ?? 280
    }
}
