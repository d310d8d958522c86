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
    public func merge(
        from source: TableName, into target: TableName, key: [ColumnName], columns: [ColumnName], order: ColumnName
    ) throws -> MergeCounts {
        var counts = MergeCounts()
        let rows = try rowCount(of: source)
        counts.duplicates = try run(
            "delete from \(source) where \(order) in (\(repeats(in: source, where: "1 = 1", key, by: SQL(order))))")
        if try !isEmpty(target) {
            let matches = key.map { "s.\($0) = t.\($0)" as SQL }.joined(separator: " and ")
            counts.replaced = try run(
                "delete from \(target) as t where exists (select 1 from \(source) as s where \(matches))")
        }
        _ = try run("insert into \(target) (\(columns.list)) select \(columns.list) from \(source)")
        counts.inserted = rows - counts.duplicates - counts.replaced
        return counts
    }

    /// Makes rows that were inserted just now take the place of older ones by key, inside of the caller's transaction.
    ///
    /// The new rows are those with `value` in the column `mark`. Of those with the same key the one that was inserted last
    /// is kept; other rows with a key of theirs go. A null in a key equals no other null. The table has no column `rowid`.
    public func mergeInserted(
        into table: TableName, marked mark: ColumnName, _ value: Value, key: [ColumnName]
    ) throws -> MergeCounts {
        var counts = MergeCounts()
        let rows = try read("select count(*) from \(table) where \(mark) = \(value)").scalar.integer ?? 0
        counts.duplicates = try run(
            "delete from \(table) where rowid in (\(repeats(in: table, where: "\(mark) = \(value)", key, by: "rowid")))"
        )
        if try read("select count(*) from \(table)").scalar.integer ?? 0 > rows - Int64(counts.duplicates) {
            counts.replaced = try run(
                """
                delete from \(table) where (\(mark) is null or \(mark) <> \(value)) and (\(key.list)) in (
                  select \(key.list) from \(table) where \(mark) = \(value))
                """)
        }
        counts.inserted = Int(rows) - counts.duplicates - counts.replaced
        return counts
    }

    /// The places, in the column `order`, of all rows but the last of each key. Ranking sorts, so only rows whose key stands
    /// more than once are ranked.
    private func repeats(in table: TableName, where condition: SQL, _ key: [ColumnName], by order: SQL) -> SQL {
        let isPresent = key.map { "\($0) is not null" as SQL }.joined(separator: " and ")
        return """
            select weir_place from (
              select \(order) as weir_place,
                row_number() over (partition by \(key.list) order by \(order) desc) as weir_rank
              from \(table) where \(condition) and (\(key.list)) in (
                select \(key.list) from \(table) where \(condition) and \(isPresent)
                group by \(key.list) having count(*) > 1)) ranked
            where weir_rank > 1
            """
    }

    /// Whether a table has no row.
    public func isEmpty(_ table: TableName) throws -> Bool {
        try read("select 1 from \(table) limit 1").rowCount == 0
    }
}
