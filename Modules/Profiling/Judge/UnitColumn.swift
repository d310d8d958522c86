/// A column that names the unit of another one: `value`, `unit`.
struct UnitColumn {
    let sample: TableSample

    /// Gives the only measure without a unit the one that such a column names in every row.
    func apply(to columns: inout [JudgedColumn]) {
        guard
            let index = columns.firstIndex(where: {
                $0.words.words.count <= 2 && ["unit", "units", "uom"].contains($0.words.last)
            }),
            columns[index].type == .text
        else { return }
        let measures = columns.indices.filter {
            columns[$0].type == .double && columns[$0].unit.made == nil && !isPlace(columns[$0])
        }
        guard measures.count == 1 else { return }
        let name = columns[index].name.value
        let units = Set(sample.columns[index].compactMap(\.self).map { UnitWords.unit(stated: $0) ?? "" })
        let isOne = columns[index].measure.distinct == 1 && columns[index].measure.isDistinctExact && units.count == 1
        if isOne, let unit = units.first, !unit.isEmpty {
            columns[measures[0]].unit.made = unit
            columns[measures[0]].unit.reason = "the column '\(name)' names it in every row"
        } else {
            columns[measures[0]].unit.reason = "the column '\(name)' names it for each row"
        }
    }

    private func isPlace(_ column: JudgedColumn) -> Bool {
        column.words.hasAny(["lat", "latitude", "lon", "lng", "long", "longitude"])
    }
}
