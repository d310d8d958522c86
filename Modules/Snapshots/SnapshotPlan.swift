import Diagnostics
import Warehouse

/// What a publication will put into a snapshot, read from the warehouse and not yet written.
public struct SnapshotPlan: Sendable, Hashable {
    /// Tables and views of the warehouse, by name; each becomes a table.
    public let relations: [Relation]
    /// Tables that are handed in, as check results are.
    public let extras: [Extra]

    /// A table that does not stand in the warehouse.
    public struct Extra: Sendable, Hashable {
        /// Its name in the snapshot.
        public let name: TableName
        /// Its rows.
        public let rows: Table

        /// A table from its parts.
        public init(_ name: TableName, _ rows: Table) { (self.name, self.rows) = (name, rows) }
    }

    /// Everything that stands in these schemas, for an engine that has schemas.
    ///
    /// Throws `snapshots.nothing_to_publish` when nothing stands in any of them.
    public static func schemas(
        _ schemas: [String], extras: [Extra] = [], on engine: any Engine
    ) async throws -> SnapshotPlan {
        let wanted = Set(schemas.map { $0.lowercased() })
        let found = try await engine.withConnection { try $0.relations() }
        let relations = found.filter { wanted.contains($0.name.schema?.lowercased() ?? "main") }
        guard !relations.isEmpty else { throw WeirError.nothingToPublish(schemas) }
        return SnapshotPlan(relations: relations, extras: extras)
    }

    /// The relations of these names, for an engine without schemas, or for a choice of some.
    ///
    /// Throws `snapshots.nothing_to_publish` when `names` is empty, and `engine.unknown_table` for one that is not there.
    public static func named(
        _ names: [TableName], extras: [Extra] = [], on engine: any Engine
    ) async throws -> SnapshotPlan {
        guard !names.isEmpty else { throw WeirError.nothingToPublish([]) }
        let relations = try await engine.withConnection { connection in
            try names.sorted().map { name in
                guard let kind = try connection.kind(of: name) else { throw WeirError.notInWarehouse(name) }
                return Relation(name, kind)
            }
        }
        return SnapshotPlan(relations: relations, extras: extras)
    }
}
