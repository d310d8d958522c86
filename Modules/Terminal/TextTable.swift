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

        /// Whether it stays when others are left out.
        public let isVital: Bool

        /// A column; left by default.
        public init(_ title: String, _ alignment: Alignment = .left, isVital: Bool = false) {
            self.title = title
            self.alignment = alignment
            self.isVital = isVital
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
    /// are left out, vital ones at the very end, and counted behind the titles.
    public func lines(width: Int? = nil, title paint: (String) -> String = { $0 }) -> [String] {
        let cells = rows.map { row in row.map(\.printable) }
        let (shown, widths) = fit(cells, into: width)
        let hidden = columns.count - shown.count
        let heading = line(columns.map(\.title.printable), shown, widths)
        let more = hidden == 0 ? "" : "  +\(hidden)"
        let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
        return [paint(heading) + more, rule] + cells.map { line($0, shown, widths) }
    }

    /// How many columns `lines` leaves out at this width.
    public func hiddenColumns(width: Int) -> Int {
        columns.count - fit(rows.map { row in row.map(\.printable) }, into: width).shown.count
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

    private func line(_ cells: [String], _ shown: [Int], _ widths: [Int]) -> String {
        var text = ""
        for (place, (index, width)) in zip(shown, widths).enumerated() {
            let cell = (cells.indices.contains(index) ? cells[index] : "").truncated(to: width)
            let space = String(repeating: " ", count: max(0, width - cell.displayWidth))
            text += columns[index].alignment == .right ? space + cell : cell + space
            if place < widths.count - 1 { text += "  " }
        }
        while text.last == " " { text.removeLast() }
        return text
    }

    /// The columns that fit into a width, each with its own: as many as fit when they are cut, then no narrower than needed.
    private func fit(_ cells: [[String]], into total: Int?) -> (shown: [Int], widths: [Int]) {
        let (wanted, least) = widths(cells)
        var shown = Array(columns.indices)
        guard let total else { return (shown, wanted) }
        func length(_ widths: [Int]) -> Int {
            widths.reduce(0, +) + 2 * max(0, widths.count - 1) + (widths.count < columns.count ? 5 : 0)
        }
        while shown.count > 1, length(shown.map { least[$0] }) > total {
            shown.remove(at: shown.lastIndex { !columns[$0].isVital } ?? shown.count - 1)
        }
        let floor = shown.map { least[$0] }
        if length(floor) > total { return (shown, [min(wanted[shown[0]], max(1, total))]) }
        var widths = shown.map { wanted[$0] }
        while length(widths) > total {
            let wide = widths.indices.filter { widths[$0] > floor[$0] }
            guard let index = wide.max(by: { widths[$0] < widths[$1] }) else { break }
            let others = wide.map { widths[$0] }.filter { $0 < widths[index] }
            let next = max(floor[index], others.max() ?? 0, widths[index] - (length(widths) - total))
            widths[index] = min(next, widths[index] - 1)
        }
        return (shown, widths)
    }
}
