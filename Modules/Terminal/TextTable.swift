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
    /// With a `width` no line is longer: the widest columns are cut, and when even cut columns do not fit, the last ones
    /// are left out and counted in the last title.
    public func lines(width: Int? = nil, title paint: (String) -> String = { $0 }) -> [String] {
        let cells = rows.map { row in row.map(\.printable) }
        var widths = widths(cells)
        let hidden = width.map { Self.fit(&widths, into: $0) } ?? 0
        let heading = line(columns.map(\.title.printable), widths, isLastPadded: false)
        let more = hidden == 0 ? "" : "  +\(hidden)"
        let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
        return [paint(heading) + more, rule] + cells.map { line($0, widths, isLastPadded: false) }
    }

    /// How many columns `lines` leaves out at this width.
    public func hiddenColumns(width: Int) -> Int {
        var widths = widths(rows.map { row in row.map(\.printable) })
        return Self.fit(&widths, into: width)
    }

    private func widths(_ cells: [[String]]) -> [Int] {
        columns.indices.map { index in
            cells.reduce(columns[index].title.displayWidth) {
                max($0, $1.indices.contains(index) ? $1[index].displayWidth : 0)
            }
        }
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

    /// Narrows the widest columns (none under 8 cells) until the line fits, then drops columns from the end; how many.
    private static func fit(_ widths: inout [Int], into total: Int) -> Int {
        let narrowest = 8
        var hidden = 0
        func length() -> Int { widths.reduce(0, +) + 2 * max(0, widths.count - 1) + (hidden > 0 ? 5 : 0) }
        while length() > total {
            let widest = widths.max() ?? 0
            if widest > narrowest, let index = widths.lastIndex(of: widest) {
                let next = widths.filter { $0 < widest }.max() ?? narrowest
                widths[index] = max(max(next, narrowest), widest - (length() - total))
                if widths[index] == widest { widths[index] -= 1 }
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
