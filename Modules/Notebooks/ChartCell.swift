import Charts
import Diagnostics
import JSON
import Warehouse
import YAML

/// A `%%chart` cell: a chart in the words of pages, over an earlier result.
struct ChartCell {
    /// The chart.
    let chart: Chart
    private let place: CellPlace
    private let dataOffset: Int

    /// The named result that it draws; nil is the nearest one above.
    var data: String? { chart.data }

    /// Where the cell names its data.
    var dataLocation: SourceLocation { place.location(offset: dataOffset) }

    /// Reads the lines below `%%chart`; throws with the place of each mistake.
    init(_ text: String, at place: CellPlace) throws {
        self.place = place
        let file = "\(place.file), cell \(place.number)"
        // The command's line stays as an empty one, so that lines of the chart are lines of the cell.
        let document = try YAMLDocument.parse("\n" + text, file: file)
        let mapping = document.root?.mapping ?? YAMLMapping()
        chart = try Chart(mapping.object) { key in
            mapping.entry(key).map { document.location($0.keyMark, length: key.count) }
        }
        let dataLine = place.source.split(separator: "\n", omittingEmptySubsequences: false)
            .prefix { !$0.hasPrefix("data:") }
        dataOffset = chart.data == nil ? 0 : dataLine.map { $0.utf8.count + 1 }.reduce(0, +)
    }

    /// The chart over these rows.
    func output(over table: Table) throws -> CellOutput {
        let data = ChartData(table)
        return .chart(try chart.vegaLite(data), description: chart.description(of: data))
    }
}

extension YAMLMapping {
    /// The mapping as an object, keys in order.
    var object: JSONObject { JSONObject(entries.map { ($0.key, $0.value.json) }) }
}
