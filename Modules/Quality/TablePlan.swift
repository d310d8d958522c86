import Diagnostics
import JSON
import Warehouse

/// What will be asked about one table: one scan for all of its checks, and a query for each that cannot join in.
public struct TablePlan: Sendable {
    /// The suite.
    public let suite: String
    /// The table.
    public let table: TableName
    let key: [ColumnName]
    let checks: [PlannedCheck]
    let aggregates: [SQL]

    /// The one statement that measures; nil when no check needs it.
    public var scan: SQL? { Self.scan(aggregates, of: table) }

    static func scan(_ aggregates: [SQL], of table: TableName) -> SQL? {
        if aggregates.isEmpty { return nil }
        let list = aggregates.enumerated().map { "\($1) as \(identifier: "m\($0)")" as SQL }.joined(separator: ",\n  ")
        return "select\n  \(list)\nfrom \(table)"
    }
}

/// One check, and how it will be answered.
struct PlannedCheck: Sendable {
    enum Way: Sendable {
        /// Counts in the scan, by their place.
        case rows(failing: Int, population: Int)
        case unique(distinct: Int, population: Int)
        case count(Int, other: Int?)
        case newest(Int, reference: Int?)
        /// A query of its own.
        case query(SQL)
        /// The columns say it.
        case columns([Column])
        /// It cannot be run.
        case broken(WeirError)
    }

    let check: Check
    let way: Way
}

extension TablePlan {
    /// Plans the checks of a table; reads which columns there are and nothing else.
    init(_ suite: String, _ checks: TableChecks, on connection: any EngineConnection) throws {
        var planner = Planner(table: checks.table, dialect: connection.dialect)
        let columns = try connection.columns(of: checks.table)
        let planned = try checks.checks.map { check in
            if let problem = try Self.problem(of: check, checks.table, columns, connection) {
                return PlannedCheck(check: check, way: .broken(problem))
            }
            return PlannedCheck(check: check, way: planner.way(of: check, columns: columns ?? []))
        }
        let names = Set((columns ?? []).map { $0.name.name.lowercased() })
        self.init(
            suite: suite, table: checks.table, key: checks.key.filter { names.contains($0.name.lowercased()) },
            checks: planned, aggregates: planner.aggregates)
    }

    /// What a check needs and does not find.
    private static func problem(
        of check: Check, _ table: TableName, _ columns: [Column]?, _ connection: any EngineConnection
    ) throws -> WeirError? {
        guard let columns else { return .unknownTable(table) }
        for column in check.columns where !has(column, columns) {
            return .unknownColumn(column, of: table, columns: columns.map(\.name.name))
        }
        for need in check.needs {
            guard let others = try connection.columns(of: need.table) else { return .unknownTable(need.table) }
            if let column = need.column, !has(column, others) {
                return .unknownColumn(column, of: need.table, columns: others.map(\.name.name))
            }
        }
        return nil
    }

    private static func has(_ column: ColumnName, _ columns: [Column]) -> Bool {
        columns.contains { $0.name.name.lowercased() == column.name.lowercased() }
    }

    /// The plan as JSON: the statements with their values written into them.
    func json(by dialect: any SQLDialect) -> JSONValue {
        [
            "suite": .string(suite), "table": .string(table.description),
            "checks": .array(checks.map { .string($0.check.name) }),
            "statements": .array(statements.map { .string($0.display(by: dialect)) }),
            "problems": .array(problems.map(JSONValue.string)),
        ]
    }

    /// Why checks cannot be run, each reason once.
    var problems: [String] {
        var problems: [String] = []
        for planned in checks {
            if case .broken(let error) = planned.way, !problems.contains(error.message) {
                problems.append(error.message)
            }
        }
        return problems
    }

    /// Every statement that measures, the scan first.
    var statements: [SQL] {
        [scan].compactMap(\.self)
            + checks.compactMap { planned in
                if case .query(let query) = planned.way { query } else { nil }
            }
    }
}

/// Collects what the scan counts; what two checks need is counted once.
private struct Planner {
    let table: TableName
    let dialect: any SQLDialect
    private(set) var aggregates: [SQL] = []

    init(table: TableName, dialect: any SQLDialect) { (self.table, self.dialect) = (table, dialect) }

    mutating func way(of check: Check, columns: [Column]) -> PlannedCheck.Way {
        let sql = CheckSQL(check: check, dialect: dialect)
        switch check.rule {
        case .unique(let key):
            return .unique(distinct: place(of: sql.distinct(key, of: table)), population: place(of: sql.population))
        case .rowCount: return .count(place(of: "count(*)"), other: nil)
        case .sameRowCount(let other):
            return .count(place(of: "count(*)"), other: place(of: "(select count(*) from \(other))"))
        case .fresh(let column, _, let reference):
            guard case .newest(let other, in: let table) = reference else {
                return .newest(place(of: "max(\(column))"), reference: nil)
            }
            return .newest(
                place(of: "max(\(column))"), reference: place(of: "(select max(\(other)) from \(table))"))
        case .columns: return .columns(columns)
        case .failingRows(let query): return .query("select count(*) from (\(query)) as failing_rows")
        default:
            do {
                guard let failing = try sql.failing else { return .columns(columns) }
                let count: SQL = "count(case when \(failing) then 1 end)"
                return .rows(failing: place(of: count), population: place(of: sql.population))
            } catch {
                return .broken(WeirError(wrapping: error))
            }
        }
    }

    private mutating func place(of aggregate: SQL) -> Int {
        if let known = aggregates.firstIndex(of: aggregate) { return known }
        aggregates.append(aggregate)
        return aggregates.count - 1
    }
}
