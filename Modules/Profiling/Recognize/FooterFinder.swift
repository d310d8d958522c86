/// Finds the rows at the end that are no data: totals and remarks.
struct FooterFinder {
    struct Finding {
        /// How many rows, blank ones left out.
        var count = 0
        /// Where the first of them begins, in bytes of the tail; nil when there is none.
        var offset: Int?
        var reason = "the last row looks like the ones above it"
    }

    /// The last rows, in order.
    let rows: [DelimitedParser.Row]
    let width: Int

    private static let mostRows = 30

    func find(chosen: Int? = nil) -> Finding {
        var finding = Finding()
        if let chosen {
            finding.count = min(chosen, rows.count)
            finding.offset = finding.count > 0 ? rows[rows.count - finding.count].offset : nil
            return finding
        }
        guard width > 1 else { return finding }
        var (totals, remarks) = (0, 0)
        for row in rows.reversed().prefix(Self.mostRows) {
            if isTotal(row) {
                totals += 1
            } else if isRemark(row) || row.filled == 0 {
                remarks += 1
            } else {
                break
            }
            finding.count += 1
            finding.offset = row.offset
        }
        // Where nearly nothing is left the rows are the data.
        guard finding.count > 0, rows.count > finding.count else { return Finding() }
        let words = [(totals, "total"), (remarks, "remark or blank row")].filter { $0.0 > 0 }.map { count, word in
            "\(count) \(word)\(count == 1 ? "" : "s")"
        }
        finding.reason = "\(words.joined(separator: " and ")) at the end"
        return finding
    }

    private static let totalWords = [
        "total", "grand total", "sum", "subtotal", "average", "mean", "overall", "all rows", "summe", "gesamt",
        "insgesamt", "somme", "totale", "suma", "totaal", "Σ",
    ]
    private static let remarkWords = [
        "source", "note", "notes", "remark", "generated", "exported", "created", "copyright", "©", "*", "disclaimer",
        "end of", "data:", "last update", "updated", "quelle", "hinweis", "see ", "http", "(", "[", "#", "--",
        "footnote",
        "report", "page ", "printed", "rows", "records", "legend",
    ]

    /// A row whose first text says that it adds up, or that has figures and no names where all others have both.
    private func isTotal(_ row: DelimitedParser.Row) -> Bool {
        guard row.cells.count == width || row.filled > 1,
            let first = row.cells.first(where: { CellKind.of($0) != .empty })
        else { return false }
        let word = first.lowercased().drop { $0.isWhitespace }
        let says = Self.totalWords.contains { total in
            guard word.hasPrefix(total) else { return false }
            let next = word.dropFirst(total.count).first
            return next == nil || next?.isLetter == false
        }
        if says { return row.cells.contains { CellKind.of($0) == .number } && first != row.cells.last }
        let isNameless = row.filled > 0 && row.cells.allSatisfy { [.empty, .number].contains(CellKind.of($0)) }
        return isNameless && row.filled * 2 <= usual && isEmptyWhereOthersAreNot(row)
    }

    private func isRemark(_ row: DelimitedParser.Row) -> Bool {
        guard let first = row.cells.first(where: { CellKind.of($0) != .empty }) else { return false }
        let word = first.lowercased().drop { $0.isWhitespace }
        let says = Self.remarkWords.contains { word.hasPrefix($0) }
        if row.cells.count < width, row.filled <= max(1, width / 3) { return width > 2 || says }
        return row.filled == 1 && usual > 2 && (says || first.count > 30) && row.cells[0] == first
    }

    private func isEmptyWhereOthersAreNot(_ row: DelimitedParser.Row) -> Bool {
        guard row.cells.count == width, CellKind.of(row.cells[0]) == .empty else { return false }
        let others = rows.filter { $0.cells.count == width && $0 != row }
        return others.count > 3
            && others.count { CellKind.of($0.cells[0]) != .empty } >= others.count - Self.mostRows / 10
    }

    /// How many cells a row usually fills.
    private var usual: Int {
        let filled = rows.map(\.filled).sorted()
        return filled.isEmpty ? 0 : filled[filled.count / 2]
    }
}
