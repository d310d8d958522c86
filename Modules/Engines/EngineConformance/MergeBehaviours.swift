import Testing
import Warehouse

extension EngineContract {
    static let merges: [Behaviour] = [
        Behaviour("mergeKeepsTheLastRowOfAKeyAndCounts") { engine, _ in
            let (counts, rows) = try await merge(
                [["a", "old", 1], ["b", "old", 2]],
                with: [
                    ["b", "first", 1], ["c", "first", 2], ["b", "last", 3], ["c", "last", 4], ["d", "only", 5],
                ], on: engine)
            #expect(counts == MergeCounts(inserted: 2, replaced: 1, duplicates: 2))
            #expect(rows == [["a", "old"], ["b", "last"], ["c", "last"], ["d", "only"]])
        },
        Behaviour("mergeIntoAnEmptyTableInserts") { engine, _ in
            let (counts, rows) = try await merge([], with: [["a", "x", 2], ["a", "y", 1]], on: engine)
            #expect(counts == MergeCounts(inserted: 1, replaced: 0, duplicates: 1))
            #expect(rows == [["a", "x"]])
        },
        Behaviour("mergeTwiceChangesNothing") { engine, _ in
            let source: [[Value]] = [["a", "x", 1], ["b", "y", 2]]
            let first = try await merge([], with: source, on: engine)
            let second = try await merge(nil, with: source, on: engine)
            #expect(second.counts == MergeCounts(inserted: 0, replaced: 2, duplicates: 0))
            #expect(second.rows == first.rows)
        },
        Behaviour("aNullInAKeyEqualsNoOther") { engine, _ in
            let (counts, rows) = try await merge(
                [[nil, "old", 1]], with: [[nil, "x", 1], [nil, "y", 2]], on: engine)
            #expect(counts == MergeCounts(inserted: 2, replaced: 0, duplicates: 0))
            #expect(rows == [[nil, "old"], [nil, "x"], [nil, "y"]])
        },
        Behaviour("mergeKnowsAKeyOfTwoColumns") { engine, _ in
            let target: TableName = "raw.pairs"
            let columns = [Column("k", .text), Column("d", .day), Column("v", .integer)]
            let first = day("2024-01-01"), second = day("2024-01-02")
            let (counts, rows) = try await engine.withConnection { connection in
                try connection.createTable(target, columns: columns)
                try connection.insert(
                    Table(columns: columns, rows: [["a", first, 1], ["a", second, 2]]), into: target)
                let staged = columns + [Column("o", .integer)]
                try connection.createTable("raw.staged", columns: staged)
                try connection.insert(
                    Table(columns: staged, rows: [["a", second, 20, 1], ["b", second, 30, 2]]), into: "raw.staged")
                let counts = try connection.transaction {
                    try connection.merge(
                        from: "raw.staged", into: target, key: ["k", "d"], columns: columns.map(\.name), order: "o")
                }
                return (counts, try connection.read("select k, v from \(target) order by k, d").rows)
            }
            #expect(counts == MergeCounts(inserted: 1, replaced: 1, duplicates: 0))
            #expect(rows == [["a", 1], ["a", 20], ["b", 30]])
        },
        Behaviour("aLoadInSeveralPartsKeepsItsLastRows") { engine, _ in
            let target: TableName = "raw.marked"
            let columns = [Column("k", .text), Column("v", .text), Column("load", .text)]
            let (last, first, rows) = try await engine.withConnection { connection in
                try connection.createTable(target, columns: columns)
                try connection.insert(
                    Table(columns: columns, rows: [["a", "old", "0"], ["c", "old", "0"]]), into: target)
                func part(_ rows: [[Value]], later: (column: ColumnName, value: Value)?) throws -> MergeCounts {
                    let staged = columns + [Column("o", .integer)]
                    try connection.drop("raw.staged")
                    try connection.createTable("raw.staged", columns: staged)
                    let numbered = rows.enumerated().map { $0.element + ["1", .integer(Int64($0.offset))] }
                    try connection.insert(Table(columns: staged, rows: numbered), into: "raw.staged")
                    return try connection.merge(
                        from: "raw.staged", into: target, key: ["k"], columns: columns.map(\.name), order: "o",
                        later: later)
                }
                let (last, first) = try connection.transaction {
                    let last = try part([["a", "late"], ["b", "late"], [nil, "late"]], later: nil)
                    let early: [[Value]] = [
                        ["a", "1"], ["a", "2"], ["c", "early"], ["d", "early"], [nil, "early"],
                    ]
                    return (last, try part(early, later: ("load", "1")))
                }
                return (last, first, try connection.read("select k, v from \(target) order by k, v").rows)
            }
            #expect(last == MergeCounts(inserted: 2, replaced: 1, duplicates: 0))
            #expect(first == MergeCounts(inserted: 2, replaced: 1, duplicates: 2))
            #expect(
                Set(rows) == [
                    ["a", "late"], ["b", "late"], ["c", "early"], ["d", "early"], [nil, "late"], [nil, "early"],
                ])
            #expect(rows.count == 6)
        },
    ]

    /// Merges rows of (key, value, order) into a table that holds `old`, or into what is there when it is nil.
    private static func merge(
        _ old: [[Value]]?, with new: [[Value]], on engine: any Engine
    ) async throws -> (counts: MergeCounts, rows: [[Value]]) {
        let columns = [Column("k", .text), Column("v", .text), Column("o", .integer)]
        let target: TableName = "raw.target"
        let staged: TableName = "raw.staged"
        return try await engine.withConnection { connection in
            if let old {
                try connection.createTable(target, columns: columns)
                try connection.insert(Table(columns: columns, rows: old), into: target)
            }
            let counts = try connection.transaction {
                try connection.drop(staged)
                try connection.createTable(staged, columns: columns)
                try connection.insert(Table(columns: columns, rows: new), into: staged)
                return try connection.merge(
                    from: staged, into: target, key: ["k"], columns: columns.map(\.name), order: "o")
            }
            return (counts, try connection.read("select k, v from \(target) order by k, v").rows)
        }
    }
}
