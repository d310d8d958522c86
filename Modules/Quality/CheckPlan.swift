import Diagnostics
import JSON
import Warehouse

/// What running suites will ask: made by reading the catalog only, to be printed, compared and run.
public struct CheckPlan: Sendable {
    /// What is asked about each table, in the order of the suites.
    public let tables: [TablePlan]
    private let dialect: any SQLDialect

    /// Plans suites on a lent connection.
    public init(_ suites: [Suite], on connection: any EngineConnection) throws {
        dialect = connection.dialect
        tables = try suites.flatMap { suite in
            try suite.tables.map { try TablePlan(suite.name, $0, on: connection) }
        }
    }

    /// How many checks there are.
    public var checkCount: Int { tables.reduce(0) { $0 + $1.checks.count } }

    /// The statements as a person reads them, each under the suite and table that it is for.
    public var text: String {
        tables.map { table in
            let count = "\(table.checks.count) \(table.checks.count == 1 ? "check" : "checks")"
            let problems = table.problems.map { "-- cannot be run: \($0)" }
            let statements = table.statements.map { $0.display(by: dialect) + ";" }
            return (["-- \(table.suite): \(table.table), \(count)"] + problems + statements).joined(separator: "\n")
        }.joined(separator: "\n\n")
    }

    /// The plan as JSON.
    public var json: JSONValue { .array(tables.map { $0.json(by: dialect) }) }
}
