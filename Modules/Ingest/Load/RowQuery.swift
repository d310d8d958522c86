import Warehouse

/// Writes the query that makes a table's rows out of files.
struct RowQuery {
    static let loadIDColumn: ColumnName = "_weir_load_id"
    static let fileColumn: ColumnName = "_weir_file"
    static let pathColumn: ColumnName = "weir_path"
    /// The place of a row in the order of files and lines, in a staging table.
    static let orderColumn: ColumnName = "weir_row"
    /// The places of a file group's rows begin at a multiple of this.
    static let groupStride: Int64 = 1 << 40

    let resource: Resource
    let settings: SettingValues
    let dialect: any SQLDialect
    let loadID: String
    /// The columns of the table that new fields fill.
    let newColumns: [Column]
    /// Whether values of another type go to a variant column.
    let hasVariants: Bool

    /// The column for the text of values that are not of their column's type.
    static func variant(of column: ColumnName) -> ColumnName { ColumnName(stringLiteral: column.name + "__text") }

    /// The columns that may have a variant: those that are a field as it stands, and not text.
    var variantColumns: [ColumnName] {
        guard hasVariants else { return [] }
        return resource.columns.filter { column in
            column.type != .text && resource.layouts.contains { $0.select[column.name] == nil }
        }.map(\.name)
    }

    /// The columns that the query gives, in order.
    var columns: [Column] {
        var columns = resource.columns + newColumns
        columns += variantColumns.map { Column(Self.variant(of: $0), .text) }
        columns.append(Column(Self.loadIDColumn, .text))
        if resource.hasFileColumn { columns.append(Column(Self.fileColumn, .text)) }
        return columns
    }

    /// Whether a column is called `rowid`.
    var hasRowID: Bool { columns.contains { $0.name.name.lowercased() == "rowid" } }

    /// The columns as an engine reads them from the files of a group.
    func scanned(_ group: FileGroup) -> [Column] {
        group.fields.map { field in
            let type = field.declared?.type ?? newColumns.first { $0.name == field.identifier }?.type
            return Column(field.scanned, hasVariants ? .text : type ?? declaredType(field.identifier) ?? .text)
        }
    }

    /// The query over a relation with the scanned columns and, for files, the path; where `order` is given, the relation has
    /// the row number too, and the query ends with the place of the row, counted from there.
    func query(_ group: FileGroup, from relation: SQL, order: Int64?) throws -> SQL {
        var outer: [SQL] = []
        for column in resource.columns {
            let made = try group.layout.expression(for: column.name)?.sql(dialect, settings)
            let undeclared = group.fields.contains { $0.declared == nil && $0.identifier == column.name }
            outer.append((made ?? (undeclared ? SQL(column.name) : "null")) + " as \(column.name)")
        }
        outer += newColumns.map { column in
            group.fields.contains { $0.identifier == column.name } ? SQL(column.name) : "null as \(column.name)"
        }
        outer += variantColumns.map { column in
            let field = group.layout.select[column] == nil ? group.layout.fields.first { $0.column == column } : nil
            let isPresent = field.map { field in group.fields.contains { $0.declared == field } } ?? false
            let variant = Self.variant(of: column)
            return field.flatMap { isPresent ? SQL(Self.variant(of: $0.identifier)) + " as \(variant)" : nil }
                ?? "null as \(variant)"
        }
        outer.append("\(loadID) as \(Self.loadIDColumn)")
        if resource.hasFileColumn {
            outer.append("substr(\(Self.pathColumn), \(raw: String(group.prefixLength + 1))) as \(Self.fileColumn)")
        }
        var inner = inner(group)
        if let order {
            outer.append("\(raw: String(order)) + \(Self.orderColumn) as \(Self.orderColumn)")
            inner.append(SQL(Self.orderColumn))
        }
        return "select \(outer.joined()) from (select \(inner.joined()) from \(relation) as scanned) as fields"
    }

    /// The fields after they were read: times in any form, variants apart, null for those that vanished.
    private func inner(_ group: FileGroup) -> [SQL] {
        var inner: [SQL] = []
        for present in group.fields {
            guard let field = present.declared else {
                inner.append("\(present.scanned) as \(present.identifier)")
                continue
            }
            inner += read(field, present.scanned)
        }
        inner += group.files[0].unread.map { "cast(null as \($0.resultType)) as \($0.identifier)" }
        if resource.hasFileColumn { inner.append(SQL(Self.pathColumn)) }
        return inner
    }

    private func read(_ field: Field, _ scanned: ColumnName) -> [SQL] {
        let text = SQL(scanned)
        let name = field.identifier
        let isMoment = if case .moment = field.reading { true } else { false }
        guard hasVariants, field.resultType != .text else {
            guard isMoment else { return ["\(text) as \(name)"] }
            let path: SQL = resource.hasFileColumn ? SQL(Self.pathColumn) : "''"
            return ["\(DialectSQL.moment(scanned, path: path, dialect)) as \(name)"]
        }
        let value = isMoment ? DialectSQL.tryMoment(text, dialect) : DialectSQL.tryCast(text, as: field.type, dialect)
        return ["\(value) as \(name)", "case when \(value) is null then \(text) end as \(Self.variant(of: name))"]
    }

    private func declaredType(_ name: ColumnName) -> ColumnType? {
        resource.columns.first { $0.name == name }?.type
    }
}

extension Resource {
    /// Whether rows name the file that they came from.
    var hasFileColumn: Bool { if case .files = extraction { true } else { false } }
}
