import Diagnostics
import Warehouse

/// Builds a model in the warehouse, on a connection that was lent; a failure leaves what was there.
struct Materializer {
    let node: ProjectNode
    let relation: TableName
    let query: MappedSQL
    let connection: any EngineConnection
    /// What stands in the model's place now.
    let existing: RelationKind?

    /// Carries out a step of a plan; returns how many rows were written, where the engine says so.
    func build(_ action: TransformPlan.Action) throws -> Int? {
        switch action {
        case .createView:
            try createView()
            return nil
        case .createTable: return try createTable()
        case .updateTable(let strategy):
            return existing == .table ? try updateTable(strategy) : try createTable()
        case .inline, .test: return nil
        }
    }

    private func createView() throws {
        try connection.transaction {
            if let existing { try connection.drop(relation, existing) }
            _ = try run("create view \(connection.dialect.reference(relation)) as\n" + query)
        }
    }

    /// Builds a table beside the old one and puts it in its place, in one transaction.
    private func createTable() throws -> Int {
        let temporary = try relation.suffixed("__dbt_tmp")
        return try connection.transaction {
            let rows = try fill(temporary)
            if let existing { try connection.drop(relation, existing) }
            try connection.rename(temporary, to: relation)
            return rows
        }
    }

    /// Creates a table from the query; returns its rows.
    private func fill(_ table: TableName) throws -> Int {
        let rows = try run("create table \(connection.dialect.reference(table)) as\n" + query)
        return rows > 0 ? rows : try connection.rowCount(of: table)
    }

    /// Runs SQL that was put together from templates; an error gets the template's place.
    private func run(_ sql: MappedSQL) throws -> Int {
        do {
            return try connection.run(SQL(raw: sql.text))
        } catch let error as WeirError {
            throw error.placed(in: sql)
        }
    }

    // MARK: Incremental models

    private func updateTable(_ strategy: String) throws -> Int {
        let temporary = try relation.suffixed("__dbt_tmp")
        return try connection.transaction {
            let rows = try fill(temporary)
            let columns = try reconcile(temporary)
            let key = try uniqueKey(columns)
            if strategy == "merge" { try refuseDoubledKeys(temporary, key) }
            if strategy != "append", !key.isEmpty {
                let matches = key.map { "s.\($0) = t.\($0)" as SQL }.joined(separator: " and ")
                _ = try connection.run(
                    "delete from \(relation) as t where exists (select 1 from \(temporary) as s where \(matches))")
            }
            _ = try connection.run("insert into \(relation) (\(columns.list)) select \(columns.list) from \(temporary)")
            try connection.drop(temporary)
            return rows
        }
    }

    private func uniqueKey(_ columns: [ColumnName]) throws -> [ColumnName] {
        try node.config.strings("unique_key").map { name in
            guard let column = columns.first(where: { $0.name.lowercased() == name.lowercased() }) else {
                throw WeirError.missingKeyColumn(node, name, known: columns.map(\.name))
            }
            return column
        }
    }

    private func refuseDoubledKeys(_ table: TableName, _ key: [ColumnName]) throws {
        let notNull = key.map { "\($0) is not null" as SQL }.joined(separator: " and ")
        let doubled = try connection.read(
            """
            select count(*) from (
              select 1 from \(table) where \(notNull) group by \(key.list) having count(*) > 1) as doubled
            """)
        let count = Int(doubled.scalar.integer ?? 0)
        if count > 0 { throw WeirError.doubledKey(node, keys: count) }
    }

    /// Makes the table's columns fit those of the new rows, as `on_schema_change` says; returns the columns to insert.
    private func reconcile(_ temporary: TableName) throws -> [ColumnName] {
        let new = try connection.columns(of: temporary) ?? []
        let old = try connection.columns(of: relation) ?? []
        let has = { (columns: [Column], name: ColumnName) in
            columns.contains { $0.name.name.lowercased() == name.name.lowercased() }
        }
        let added = new.filter { !has(old, $0.name) }
        let removed = old.filter { !has(new, $0.name) }
        switch node.config.string("on_schema_change") ?? "ignore" {
        case "fail": try refuseChanges(old, new, added, removed)
        case "append_new_columns": for column in added { try connection.addColumn(column, to: relation) }
        case "sync_all_columns":
            for column in added { try connection.addColumn(column, to: relation) }
            for column in removed { _ = try connection.run("alter table \(relation) drop column \(column.name)") }
        default:
            if !removed.isEmpty { throw WeirError.vanishedColumns(node, removed.map(\.name.name)) }
            return old.map(\.name)
        }
        return new.map(\.name)
    }

    private func refuseChanges(_ old: [Column], _ new: [Column], _ added: [Column], _ removed: [Column]) throws {
        let retyped = new.filter { column in
            old.contains { $0.name.name.lowercased() == column.name.name.lowercased() && $0.type != column.type }
        }
        if added.isEmpty, removed.isEmpty, retyped.isEmpty { return }
        throw WeirError.schemaChanged(
            node, added: added.map(\.name.name), removed: removed.map(\.name.name), retyped: retyped.map(\.name.name),
            at: node.config.location(of: "on_schema_change"))
    }
}

extension WeirError {
    /// The error of a statement with the place in the template that wrote the statement.
    func placed(in sql: MappedSQL) -> WeirError {
        guard location == nil, let offset = statementOffset, let place = sql.place(atUTF8Offset: offset) else {
            return self
        }
        var error = self
        error.location = place.location
        error.notes += place.calls.map { "called at \($0)" }
        return error
    }
}
