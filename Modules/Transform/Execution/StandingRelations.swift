import Warehouse

/// What stands in a warehouse, found by name in any case; without schemas by the bare name.
struct StandingRelations: Sendable {
    private let kinds: [String: RelationKind]
    private let hasSchemas: Bool

    init(_ connection: any EngineConnection) throws {
        let hasSchemas = connection.dialect.hasSchemas
        self.hasSchemas = hasSchemas
        kinds = Dictionary(
            try connection.relations().map { (Self.key($0.name, hasSchemas), $0.kind) }, uniquingKeysWith: { $1 })
    }

    /// What stands under a name, or nil.
    subscript(table: TableName) -> RelationKind? { kinds[Self.key(table, hasSchemas)] }

    private static func key(_ table: TableName, _ hasSchemas: Bool) -> String {
        (hasSchemas ? table.description : table.name).lowercased()
    }
}
