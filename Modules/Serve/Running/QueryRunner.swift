import Diagnostics
import RunStore
import Warehouse

/// Runs the queries of pages.
struct QueryRunner: Sendable {
    /// Rows that a page takes of one query.
    static let rowLimit = 10_000

    let cache: QueryCache
    let state: StateReader?
    /// How long one query may take before it is interrupted.
    var limitSeconds = 30.0

    /// The result of one query; an error names its place in the page's file.
    ///
    /// Throws `serve.nothing_published` for a query of the snapshot when there is none.
    func run(_ query: PageQuery, _ parameters: [String: Value], on data: PublishedData?) async throws -> Table {
        do {
            let sql = try SQL(query.sql.trimmed, parameters: parameters)
            let table: Table
            switch query.origin {
            case .state:
                guard let state else { throw WeirError.nothingPublished() }
                table = try await state.read(sql, atMost: Self.rowLimit + 1)
            case .snapshot:
                guard let data else { throw WeirError.nothingPublished() }
                let (text, bindings) = sql.rendered(by: data.engine.dialect)
                let key = QueryCache.Key(snapshot: data.id, text: text, bindings: bindings)
                table = try await cache.table(key) { [engine = data.engine, limitSeconds] in
                    // Inside of the cache's work: it keeps no failure, and so no result that is too large.
                    try Self.limited(
                        try await Self.read(sql, on: engine, limitSeconds: limitSeconds, query), query)
                }
            }
            return try Self.limited(table, query)
        } catch {
            throw Self.located(WeirError(wrapping: error), in: query)
        }
    }

    private static func limited(_ table: Table, _ query: PageQuery) throws -> Table {
        guard table.rowCount <= rowLimit else {
            throw WeirError.tooManyRows(query, limit: rowLimit)
        }
        return table
    }

    /// The engine's answer, at most one row more than a page takes, or an error when the time is up; the engine stops either way.
    private static func read(
        _ sql: SQL, on engine: any Engine, limitSeconds: Double, _ query: PageQuery
    ) async throws -> Table {
        try await withThrowingTaskGroup(of: Table.self) { group in
            group.addTask { try await engine.read(sql, atMost: rowLimit + 1) }
            group.addTask {
                try await Task.sleep(for: .seconds(limitSeconds))
                throw WeirError.queryTooSlow(query, seconds: limitSeconds)
            }
            defer { group.cancelAll() }
            guard let first = try await group.next() else { throw CancellationError() }
            return first
        }
    }

    /// The error with its place in the file: where the engine points, else where the query begins.
    private static func located(_ error: WeirError, in query: PageQuery) -> WeirError {
        guard error.location == nil, error.code != "serve.nothing_published", error.code != "state.missing",
            error.kind != .interrupted
        else { return error }
        var error = error
        let lead = query.sql.utf8.count - query.sql.trimmedAtStart.utf8.count
        if let offset = error.statementOffset {
            let isOurs = error.code == "warehouse.unknown_parameter"
            let sql = query.sql.trimmed
            error.location = query.location(
                at: lead + (isOurs ? offset : StatementOffset.inSource(sql, rendered: offset)))
        } else {
            error.location = query.start
        }
        return error
    }
}

/// Where a place in a statement with `?` for its parameters stands in the SQL that somebody wrote with `$names`.
enum StatementOffset {
    static func inSource(_ sql: String, rendered offset: Int) -> Int {
        guard let marked = try? SQL(sql, parameters: names(in: sql)).rendered(by: NoDialect()).text else {
            return offset
        }
        // Walk both texts; where the rendered one has a mark and the source a name, they differ.
        let (source, rendered) = (Array(sql.utf8), Array(marked.utf8))
        var (place, other) = (0, 0)
        while other < min(offset, rendered.count), place < source.count {
            if rendered[other] == UInt8(ascii: "?"), source[place] == UInt8(ascii: "$") {
                place += 1
                while place < source.count, isNameByte(source[place]) { place += 1 }
            } else {
                place += 1
            }
            other += 1
        }
        return place
    }

    private static func names(in sql: String) -> [String: Value] {
        Dictionary(uniqueKeysWithValues: SQL.parameterNames(in: sql).map { ($0, Value.null) })
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        byte == 0x5F || (0x41...0x5A).contains(byte & 0xDF) || (0x30...0x39).contains(byte)
    }

    /// Values are rendered as `?` by every dialect; nothing else of a dialect is needed here.
    private struct NoDialect: SQLDialect {
        let name = ""
        let hasSchemas = true
        let relations: SQL = ""
        func typeName(_ type: ColumnType) -> String { type.description }
        func attach(file path: String, as catalog: String, readOnly: Bool) -> SQL { "" }
    }
}

extension String {
    /// Without space, line breaks and semicolons at both ends.
    fileprivate var trimmed: String {
        var text = Substring(trimmedAtStart)
        while let last = text.last, last.isWhitespace || last == ";" { text.removeLast() }
        return String(text)
    }

    fileprivate var trimmedAtStart: String { String(drop { $0.isWhitespace }) }
}
