/// What a merge did, in rows.
public struct MergeCounts: Sendable, Hashable {
    /// Rows whose key was not there before.
    public var inserted: Int
    /// Rows that took the place of an older row with the same key.
    public var replaced: Int
    /// Rows of the source that a later row of the same source with the same key made void.
    public var duplicates: Int

    /// Counts from their parts.
    public init(inserted: Int = 0, replaced: Int = 0, duplicates: Int = 0) {
        (self.inserted, self.replaced, self.duplicates) = (inserted, replaced, duplicates)
    }
}

extension EngineConnection {
    /// Puts the rows of `source` into `target` by key, inside of the caller's transaction.
    ///
    /// `source` is a table that this call may change (a staging table with at least `columns` and `order`). Of its rows with
    /// the same key the one with the greatest `order` is kept; rows of the target with a key of the source are replaced. A
    /// null in a key equals no other null.
    ///
    /// A load that is too large for one staging table goes through several, the last rows first: `later` is then the mark
    /// (a column and its value) of the rows that this load has put into the target before, and those stay. No row that was
    /// inserted in the transaction is deleted again, which would make DuckDB write all of them anew when it commits.
    public func merge(
        from source: TableName, into target: TableName, key: [ColumnName], columns: [ColumnName], order: ColumnName,
        later: (column: ColumnName, value: Value)? = nil
    ) throws -> MergeCounts {
        var counts = MergeCounts()
        let rows = try rowCount(of: source)
        counts.duplicates = try run(
            "delete from \(source) where \(order) in (\(repeats(in: source, key, by: order)))")
        if let later {
            counts.duplicates += try run(
                """
                delete from \(source) where (\(key.list)) in (
                  select \(key.list) from \(target) where \(later.column) = \(later.value))
                """)
        }
        if try !isEmpty(target) {
            counts.replaced = try run(
                "delete from \(target) where (\(key.list)) in (select \(key.list) from \(source))")
        }
        _ = try run("insert into \(target) (\(columns.list)) select \(columns.list) from \(source)")
        counts.inserted = rows - counts.duplicates - counts.replaced
        return counts
    }

    /// The places, in the column `order`, of all rows but the last of each key. Ranking sorts, so only rows whose key stands
    /// more than once are ranked.
    private func repeats(in table: TableName, _ key: [ColumnName], by order: ColumnName) -> SQL {
        let isPresent = key.map { "\($0) is not null" as SQL }.joined(separator: " and ")
        return """
            select weir_place from (
              select \(order) as weir_place,
                row_number() over (partition by \(key.list) order by \(order) desc) as weir_rank
              from \(table) where (\(key.list)) in (
                select \(key.list) from \(table) where \(isPresent) group by \(key.list) having count(*) > 1)) ranked
            where weir_rank > 1
            """
    }

    /// Whether a table has no row.
    public func isEmpty(_ table: TableName) throws -> Bool {
        try read("select 1 from \(table) limit 1").rowCount == 0
    }
}
