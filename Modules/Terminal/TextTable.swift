/// Rows in aligned columns, cut to a terminal's width where there is one.
public struct TextTable: Sendable {
    /// One column: its title, and where its cells stand.
    public struct Column: Sendable, Hashable {
        /// Where the cells of a column stand.
        public enum Alignment: Sendable, Hashable {
            case left, right
        }

        /// The title above it.
        public let title: String
        /// Where its cells stand.
        public let alignment: Alignment

        /// A column; left by default.
        public init(_ title: String, _ alignment: Alignment = .left) {
            self.title = title
            self.alignment = alignment
        }
    }

    /// The columns.
    public let columns: [Column]
    /// The cells, row by row; a short row ends in empty cells.
    public var rows: [[String]]

    /// A table of these rows.
    public init(_ columns: [Column], rows: [[String]] = []) {
        self.columns = columns
        self.rows = rows
    }

    /// The table's lines: titles, a rule, then one line a row, two spaces between columns.
    ///
    /// With a `width` no line is longer: titles and long values are cut, and when even cut columns do not fit, the last ones
    /// are left out and counted behind the titles.
    public func lines(width: Int? = nil, title paint: (String) -> String = { $0 }) -> [String] {
        let cells = rows.map { row in row.map(\.printable) }
        var (widths, least) = widths(cells)
        let hidden = width.map { Self.fit(&widths, notBelow: least, into: $0) } ?? 0
        let heading = line(columns.map(\.title.printable), widths, isLastPadded: false)
        let more = hidden == 0 ? "" : "  +\(hidden)"
        let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
        return [paint(heading) + more, rule] + cells.map { line($0, widths, isLastPadded: false) }
    }

    /// How many columns `lines` leaves out at this width.
    public func hiddenColumns(width: Int) -> Int {
        var (widths, least) = widths(rows.map { row in row.map(\.printable) })
        return Self.fit(&widths, notBelow: least, into: width)
    }

    /// The widths that the columns want, and those that they are not cut below: 16 cells of a value, 8 of a title.
    private func widths(_ cells: [[String]]) -> (wanted: [Int], least: [Int]) {
        var (wanted, least): ([Int], [Int]) = ([], [])
        for (index, column) in columns.enumerated() {
            let title = column.title.displayWidth
            let values = cells.reduce(0) { max($0, $1.indices.contains(index) ? $1[index].displayWidth : 0) }
            wanted.append(max(title, values))
            least.append(max(min(values, 16), min(title, 8)))
        }
        return (wanted, least)
    }

    private func line(_ cells: [String], _ widths: [Int], isLastPadded: Bool) -> String {
        var text = ""
        for (index, width) in widths.enumerated() {
            let cell = (cells.indices.contains(index) ? cells[index] : "").truncated(to: width)
            let space = String(repeating: " ", count: max(0, width - cell.displayWidth))
            text += columns[index].alignment == .right ? space + cell : cell + space
            if index < widths.count - 1 { text += "  " }
        }
        while text.last == " " { text.removeLast() }
        return text
    }

    /// Narrows the widest columns until the line fits, then drops columns from the end; how many.
    private static func fit(_ widths: inout [Int], notBelow least: [Int], into total: Int) -> Int {
        var hidden = 0
        func length() -> Int { widths.reduce(0, +) + 2 * max(0, widths.count - 1) + (hidden > 0 ? 5 : 0) }
        while length() > total {
            let wide = widths.indices.filter { widths[$0] > least[$0] }
            if let index = wide.max(by: { widths[$0] < widths[$1] }) {
                let others = wide.map { widths[$0] }.filter { $0 < widths[index] }
                let next = max(least[index], others.max() ?? 0, widths[index] - (length() - total))
                widths[index] = min(next, widths[index] - 1)
            } else if widths.count > 1 {
                widths.removeLast()
                hidden += 1
            } else {
                widths = [max(1, total)]
                break
            }
        }
        return hidden
    }
}
