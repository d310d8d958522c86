import Diagnostics
import Foundation
import JSON
import Snapshots
import Terminal
import Warehouse

/// `weir query`: one question to the published snapshot, or with `--live` to the warehouse.
enum QueryCommand {
    static let sql = Argument.required(.text("SQL"), "one query, in the engine's SQL; $name stands for a parameter")
    static let csv = Option.flag("csv", "print CSV with a header")
    static let live = Option.flag(
        "live", "read the warehouse itself, under its lock, instead of the published snapshot")
    static let parameters = Option<[Assignment]>.repeated(
        "param", short: "p", .assignment, "the value of $NAME, as text")

    static let command = Command(
        "query", "ask the published data a question in SQL",
        discussion: """
            Reads the latest published snapshot: what pages and notebooks show. What only the warehouse has, such as \
            raw.bike_trips, is read with --live, while nothing writes to it. Nothing can be changed.
            """,
        examples: [
            .init(
                "weir query \"select * from marts.mart_demand_daily limit 7\"",
                "seven days of demand as a table"),
            .init(
                "weir query 'select * from core.dim_stations where station_id=$id' -p id=JC105",
                "one station, its id bound as a parameter"),
            .init("weir query --live \"select count(*) from raw.bike_trips\"", "a figure from the warehouse"),
        ],
        options: [csv, live, parameters], arguments: [sql], run: run)

    @Sendable static func run(_ invocation: Invocation) async throws {
        if invocation.wantsJSON, try invocation[csv] { throw WeirError.csvAndJSON() }
        let session = try Session(invocation)
        let text = try invocation[sql]
        let pairs = try invocation[parameters].map { ($0.name, Value.text($0.value)) }
        let isForPeople = try !invocation.wantsJSON && !invocation[csv]
        let (table, origin) = try await answer(
            text, Dictionary(pairs) { $1 }, live: invocation[live],
            atMost: isForPeople ? ResultTable.shownRows + 1 : nil, session)
        if try invocation[csv] { return ResultTable(table).writeCSV(on: session.console) }
        if invocation.wantsJSON {
            guard case .object(var document) = ResultTable(table).json else { return }
            document["from"] = origin.json
            return session.console.print(.object(document))
        }
        ResultTable(table).print(on: session.console)
        if case .snapshot(let snapshot) = origin {
            session.console.note("as of \(snapshot.publishedAt.description.prefix(19)) UTC, run \(snapshot.runID)")
        }
    }

    /// Where an answer is from.
    enum Origin: Sendable {
        case warehouse
        case snapshot(Snapshot)

        var json: JSONValue {
            switch self {
            case .warehouse: ["kind": "warehouse"]
            case .snapshot(let snapshot):
                [
                    "kind": "snapshot", "run": .string(snapshot.runID),
                    "published_at": .string(snapshot.publishedAt.description),
                ]
            }
        }
    }

    private static func answer(
        _ text: String, _ parameters: [String: Value], live: Bool, atMost rowLimit: Int?, _ session: Session
    ) async throws -> (Table, Origin) {
        do {
            let sql = try parameters.isEmpty ? SQL(raw: text) : SQL(text, parameters: parameters)
            if live {
                return (
                    try await session.withWarehouse(.read) { try await $0.read(sql, atMost: rowLimit) }, .warehouse
                )
            }
            return try await session.withSnapshot { snapshot, engine in
                (try await engine.read(sql, atMost: rowLimit), .snapshot(snapshot))
            }
        } catch {
            throw await explained(WeirError(wrapping: error), text, live: live, session)
        }
    }

    /// An engine's error with its place in the query; a table that only the warehouse has is named as such.
    private static func explained(
        _ error: WeirError, _ text: String, live: Bool, _ session: Session
    ) async -> WeirError {
        if !live, error.code == .engineUnknownTable, let table = await warehouseTable(namedIn: text, session) {
            return .onlyInWarehouse(table, target: session.target.name)
        }
        var error = error
        if error.location == nil, let offset = error.statementOffset {
            error.location = SourceLocation(file: "query", source: text, utf8Offset: offset)
        }
        return error
    }

    /// A relation of the warehouse that the query names and the snapshot lacks; nil also when the warehouse is busy.
    private static func warehouseTable(namedIn text: String, _ session: Session) async -> TableName? {
        let list = { @Sendable (connection: any EngineConnection) in try connection.relations().map(\.name) }
        guard
            let there = try? await session.withWarehouse(.read, { try await $0.withConnection(list) }),
            let published = try? await session.withSnapshot({ try await $1.withConnection(list) })
        else { return nil }
        let words = Set(text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init))
        return there.sorted().first { !published.contains($0) && words.contains($0.name.lowercased()) }
    }
}
