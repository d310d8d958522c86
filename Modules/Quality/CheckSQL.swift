import Diagnostics
import Warehouse

/// The SQL of a check: which rows it looks at, which of them fail.
struct CheckSQL {
    let check: Check
    let dialect: any SQLDialect

    /// What is true of a failing row and of no other; nil for checks that do not look at rows.
    var failing: SQL? {
        get throws {
            let predicate: SQL? =
                switch check.rule {
                case .notNull(let column): "\(column) is null"
                case .between(let column, let low, let high): outside(column, low, high)
                case .inSet(let column, let values): "\(column) not in (\(values.map { SQL($0) }.joined()))"
                case .matches(let column, let expression): try unmatched(column, expression)
                case .pair(let left, let comparison, let right):
                    "not (\(left) \(raw: comparison.rawValue) \(right))"
                case .holds(let condition): "not (\(condition))"
                case .refersTo(let column, let table, let other):
                    "\(column) is not null and \(column) not in (select \(other) from \(table) where \(other) is not null)"
                default: nil
                }
            return predicate.map(onlyWhere)
        }
    }

    /// Counts the rows that a check looks at.
    var population: SQL {
        switch check.rule {
        case .between(let column, _, _), .inSet(let column, _), .matches(let column, _), .refersTo(let column, _, _):
            count(present: [column])
        case .pair(let left, _, let right): count(present: [left, right])
        case .unique(let columns): count(present: columns)
        default: count(present: [])
        }
    }

    /// Counts the different keys of a uniqueness check.
    ///
    /// On DuckDB their hashes: as many hashes as rows prove as many keys, at a part of the memory; fewer are looked at again.
    func distinct(_ columns: [ColumnName], of table: TableName) -> SQL {
        let present = columns.map { "\($0) is not null" as SQL }.joined(separator: " and ")
        let isPlain = check.condition == nil && columns.count == 1
        if dialect.name == "duckdb" {
            let hash: SQL = "hash(\(columns.list))"
            return "count(distinct case when \(onlyWhere(present)) then \(hash) end)"
        }
        if isPlain { return "count(distinct \(columns[0]))" }
        return """
            (select count(*) from (select 1 from \(table) where \(onlyWhere(present)) group by \(columns.list)) \
            as distinct_keys)
            """
    }

    /// The keys that stand more than once, with the number of their rows in column `rows`.
    func repeated(_ columns: [ColumnName], of table: TableName) -> SQL {
        let present = columns.map { "\($0) is not null" as SQL }.joined(separator: " and ")
        return """
            select \(columns.list), count(*) as repeated_rows from \(table) where \(onlyWhere(present)) \
            group by \(columns.list) having count(*) > 1
            """
    }

    private func count(present columns: [ColumnName]) -> SQL {
        let conditions = (check.condition.map { ["(\($0))"] } ?? []) + columns.map { "\($0) is not null" as SQL }
        if conditions.isEmpty { return "count(*)" }
        if check.condition == nil, columns.count == 1 { return "count(\(columns[0]))" }
        return "count(case when \(conditions.joined(separator: " and ")) then 1 end)"
    }

    private func onlyWhere(_ predicate: SQL) -> SQL {
        check.condition.map { "(\($0)) and (\(predicate))" } ?? predicate
    }

    private func outside(_ column: ColumnName, _ low: Value?, _ high: Value?) -> SQL {
        let ends = [low.map { "\(column) < \($0)" as SQL }, high.map { "\(column) > \($0)" as SQL }]
        return ends.compactMap(\.self).joined(separator: " or ")
    }

    private func unmatched(_ column: ColumnName, _ expression: String) throws -> SQL {
        guard ["duckdb", "sqlite"].contains(dialect.name) else {
            throw WeirError.noRegularExpressions(engine: dialect.name)
        }
        return "not regexp_full_match(cast(\(column) as varchar), \(expression))"
    }
}

extension Check {
    /// The columns of the checked table that must be there.
    var columns: [ColumnName] {
        switch rule {
        case .notNull(let column), .between(let column, _, _), .inSet(let column, _), .matches(let column, _),
            .refersTo(let column, _, _), .fresh(let column, _, _):
            [column]
        case .unique(let columns): columns
        case .pair(let left, _, let right): [left, right]
        default: []
        }
    }

    /// What must be there of other tables.
    var needs: [(table: TableName, column: ColumnName?)] {
        switch rule {
        case .refersTo(_, let table, let column), .fresh(_, _, .newest(let column, in: let table)): [(table, column)]
        case .sameRowCount(let table): [(table, nil)]
        default: []
        }
    }

    /// The word for the kind, as it is kept with a result.
    var kind: String {
        switch rule {
        case .notNull: "not_null"
        case .unique: "unique"
        case .between: "between"
        case .inSet: "in_set"
        case .matches: "matches"
        case .pair: "pair"
        case .holds: "holds"
        case .refersTo: "refers_to"
        case .rowCount: "row_count"
        case .sameRowCount: "same_row_count"
        case .columns: "columns_match"
        case .fresh: "fresh"
        case .failingRows: "failing_rows"
        }
    }
}
