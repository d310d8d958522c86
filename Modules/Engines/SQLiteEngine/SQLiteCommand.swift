/// What a statement does to the list of relations; everything else is `other`.
enum SQLiteCommand: Equatable {
    /// A relation as it was named.
    struct Target: Equatable {
        var catalog: String?
        var schema: String?
        var name: String
        /// The name's tokens, with catalog and schema.
        var tokens: Range<Int>
    }

    /// Makes a table or view; `query` is where the query of `create table … as` begins.
    case create(Target, query: Int?)
    case createTemporary(query: Int?, Target)
    case drop(Target)
    case rename(Target, to: String)
    /// Attaches, detaches or sets something: the connection is not like a fresh one any more.
    case changesConnection
    case other

    /// Reads the beginning of the statement in `range`; `catalogs` are the names of attached files.
    init(_ tokens: SQLiteTokens, in range: Range<Int>, catalogs: Set<String>) {
        var reader = Reader(tokens: tokens, index: range.lowerBound, end: range.upperBound, catalogs: catalogs)
        switch reader.next() {
        case "create": self = reader.create()
        case "drop": self = reader.drop()
        case "alter": self = reader.alter()
        case "attach", "detach", "pragma": self = .changesConnection
        default: self = .other
        }
    }

    private struct Reader {
        let tokens: SQLiteTokens
        var index: Int
        let end: Int
        let catalogs: Set<String>

        mutating func next() -> String {
            defer { index += 1 }
            return index < end ? tokens.word(index) : ""
        }

        mutating func take(_ words: String...) -> Bool {
            guard words.indices.allSatisfy({ index + $0 < end && tokens.word(index + $0) == words[$0] }) else {
                return false
            }
            index += words.count
            return true
        }

        mutating func create() -> SQLiteCommand {
            let isTemporary = take("temp") || take("temporary")
            let isTable = take("table")
            guard isTable || take("view") else { return .other }
            _ = take("if", "not", "exists")
            guard let target = target() else { return .other }
            let query = isTable && take("as") ? index : nil
            return isTemporary ? .createTemporary(query: query, target) : .create(target, query: query)
        }

        mutating func drop() -> SQLiteCommand {
            guard take("table") || take("view") else { return .other }
            _ = take("if", "exists")
            return target().map(SQLiteCommand.drop) ?? .other
        }

        mutating func alter() -> SQLiteCommand {
            guard take("table"), let target = target(), take("rename", "to"), let name = tokens.name(index) else {
                return .other
            }
            return .rename(target, to: name)
        }

        /// `name`, `schema.name`, `catalog.name` or `catalog.schema.name`.
        mutating func target() -> Target? {
            let start = index
            var parts: [String] = []
            repeat {
                guard index < end, let name = tokens.name(index) else { return nil }
                parts.append(name)
                index += 1
            } while take(".")
            guard let name = parts.popLast() else { return nil }
            let catalog = parts.first.flatMap { catalogs.contains($0.lowercased()) ? $0 : nil }
            let schema = catalog == nil ? parts.first : parts.dropFirst().first
            return Target(catalog: catalog, schema: schema, name: name, tokens: start..<index)
        }
    }
}
