/// Finds the row that names the columns: below titles, or not there at all.
struct HeaderFinder {
    struct Finding {
        /// The row of the header among the rows that are not blank, from 0; nil when there is none.
        var header: Int?
        /// The first row of data, from 0.
        var firstData: Int
        /// The units that a row below the header gives, by column.
        var units: [String]?
        var reason: String
        var others: [Int] = []
    }

    let rows: [DelimitedParser.Row]
    let width: Int

    /// - Parameter chosen: the header's row, from 1, that a person named; 0 for none.
    func find(chosen: Int? = nil) -> Finding {
        if let chosen { return chosenFinding(chosen) }
        guard let first = firstTableRow else {
            return Finding(header: rows.isEmpty ? nil : 0, firstData: min(1, rows.count), reason: "its first row")
        }
        let body = Array(rows[(first + 1)...].prefix(100)).filter { $0.cells.count == width }
        guard !body.isEmpty else {
            return Finding(header: first, firstData: first + 1, reason: "its only row")
        }
        let titles = first == 0 ? "" : "; \(first) title \(first == 1 ? "row stands" : "rows stand") above it"
        let (score, evidence) = score(rows[first], over: body)
        if score < 0 {
            return Finding(
                header: nil, firstData: first, reason: "the first row looks like the ones below it" + titles,
                others: [first + 1])
        }
        let units = units(below: first)
        let reason = (score > 0 ? evidence : "by convention: nothing tells it from the rows below") + titles
        return Finding(
            header: first, firstData: first + (units == nil ? 1 : 2), units: units,
            reason: reason + (units == nil ? "" : "; a row of units stands below it"), others: score > 0 ? [] : [0])
    }

    private func chosenFinding(_ chosen: Int) -> Finding {
        let header = min(chosen, rows.count) - 1
        if header < 0 {
            return Finding(header: nil, firstData: firstTableRow ?? 0, reason: "there is none")
        }
        let units = units(below: header)
        return Finding(
            header: header, firstData: header + (units == nil ? 1 : 2), units: units, reason: "its row is given")
    }

    /// The first row that is as wide and as full as those below it.
    private var firstTableRow: Int? {
        let wide = rows.filter { $0.cells.count == width }
        let filled = wide.suffix(100).map(\.filled).sorted()
        guard !filled.isEmpty else { return nil }
        let usual = filled[filled.count / 2]
        return rows.indices.first { index in
            let row = rows[index]
            guard row.cells.count == width, row.filled * 10 >= usual * 6 || row.filled == width else { return false }
            if width == 1 { return true }
            let next = rows[(index + 1)...].prefix(5)
            return next.isEmpty || next.count { $0.cells.count == width } * 2 >= next.count
        }
    }

    /// How much a row looks like a header over these ones: below 0 it looks like one of them.
    private func score(_ row: DelimitedParser.Row, over body: [DelimitedParser.Row]) -> (Double, String) {
        var total = 0.0
        var differing = 0
        for column in 0..<width {
            let cell = row.cells[column]
            let kind = CellKind.of(cell)
            let kinds = body.map { CellKind.of($0.cells[column]) }.filter { $0 != .empty }
            guard kind != .empty, !kinds.isEmpty else { continue }
            let numeric = kinds.count { $0 != .text }
            if numeric * 2 > kinds.count {
                // A header over numbers may be a number itself: a year or a day, in a table with a column for each.
                let isValue = kind != .text && !(kind == .moment && kinds[0] == .number) && !isYearHeader(column)
                total += isValue ? -1 : 1
                differing += isValue ? 0 : 1
            } else {
                let isRepeated = body.contains { $0.cells[column] == cell }
                let isName = cell.count <= 40 && cell.unicodeScalars.contains { $0.properties.isAlphabetic }
                total += kind != .text ? -0.5 : isRepeated ? -0.5 : isName ? 0.1 : 0
                if kind == .text, let shape = uniformShape(column, body), ValueShapes.shape(of: cell) != shape {
                    total += 0.5
                    differing += 1
                }
            }
        }
        let unique = Set(row.cells.filter { !$0.isEmpty }).count == row.cells.count { !$0.isEmpty }
        if !unique, total > 0 { total -= 0.1 }
        let reason =
            differing > 0
            ? "\(differing) of \(width) names differ in kind from the values below" : "its cells read like names"
        return (total, reason)
    }

    /// Whether the header's cells around a column are years that follow one another.
    private func isYearHeader(_ column: Int) -> Bool {
        guard let first = firstTableRow else { return false }
        let years = rows[first].cells.compactMap { Int($0) }.filter { (1800...2200).contains($0) }
        return years.count >= 3 && Set(years).count == years.count && years == years.sorted()
            && Int(rows[first].cells[column]).map(years.contains) == true
    }

    /// The shape that nearly all values of a column have.
    private func uniformShape(_ column: Int, _ body: [DelimitedParser.Row]) -> String? {
        let shapes = body.map(\.cells[column]).filter { !$0.isEmpty }.map { ValueShapes.shape(of: $0) }
        guard shapes.count > 2 else { return nil }
        let commonest = Dictionary(grouping: shapes, by: \.self).max { $0.value.count < $1.value.count }
        return commonest.flatMap { $0.value.count * 10 > shapes.count * 9 ? $0.key : nil }
    }

    /// The row below the header when its cells are units over columns of numbers.
    private func units(below header: Int) -> [String]? {
        guard header + 2 < rows.count, rows[header + 1].cells.count == width else { return nil }
        let row = rows[header + 1].cells
        let body = rows[(header + 2)...].prefix(50).filter { $0.cells.count == width }
        guard !body.isEmpty else { return nil }
        var known = 0
        for (column, cell) in row.enumerated() where CellKind.of(cell) != .empty {
            let isNumeric = body.count { [.number, .moment].contains(CellKind.of($0.cells[column])) } * 2 > body.count
            if CellKind.of(cell) != .text, isNumeric { return nil }
            if UnitWords.unit(stated: cell) != nil { known += 1 }
        }
        let filled = rows[header + 1].filled
        return known > 0 && known * 2 >= filled ? row : nil
    }
}
