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
            """
            delete from \(source) where \(order) in (
              select \(order) from (
                select \(order), row_number() over (partition by \(key.list) order by \(order) desc) as weir_rank
                from \(source) where \(key.map { "\($0) is not null" as SQL }.joined(separator: " and "))
              ) ranked where weir_rank > 1)
            """)
        if try !isEmpty(target) {
            let matches = key.map { "s.\($0) = t.\($0)" as SQL }.joined(separator: " and ")
            counts.replaced = try run(
                "delete from \(target) as t where exists (select 1 from \(source) as s where \(matches))")
        }
        _ = try run("insert into \(target) (\(columns.list)) select \(columns.list) from \(source)")
        counts.inserted = rows - counts.duplicates - counts.replaced
        return counts
    }

    /// Whether a table has no row.
    public func isEmpty(_ table: TableName) throws -> Bool {
        try read("select 1 from \(table) limit 1").rowCount == 0
    }
}
