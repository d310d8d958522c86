import Jinja
import Warehouse

/// A table or view as templates see it: `{{ ref('x') }}`, `{{ this }}`, `{{ source('a', 'b') }}`.
final class RelationValue: JinjaObject {
    let table: TableName
    let dialect: any SQLDialect
    let kind: RelationKind?
    /// For an ephemeral model: the name of its subquery.
    let subqueryName: String?

    init(_ table: TableName, _ dialect: any SQLDialect, kind: RelationKind? = nil, subqueryName: String? = nil) {
        self.table = table
        self.dialect = dialect
        self.kind = kind
        self.subqueryName = subqueryName
    }

    var typeName: String { "Relation" }
    var text: String { subqueryName ?? dialect.reference(table) }
    var equalValue: JinjaValue? { .string(text) }
    var attributeNames: [String] {
        [
            "database", "schema", "identifier", "name", "table", "type", "is_table", "is_view", "is_cte", "render",
            "include",
        ]
    }

    func attribute(_ name: String, _ call: JinjaCall) throws -> JinjaValue? {
        switch name {
        case "database": .init(optional: table.catalog)
        case "schema": .init(optional: table.schema)
        case "identifier", "name", "table": .string(subqueryName ?? table.name)
        case "type": subqueryName == nil ? .init(optional: kind?.rawValue) : "cte"
        case "is_table": .bool(kind == .table)
        case "is_view": .bool(kind == .view)
        case "is_cte": .bool(subqueryName != nil)
        case "render": .function("render") { [text] _, _ in .string(text) }
        case "include": .function("include") { [self] arguments, _ in try include(arguments) }
        default: nil
        }
    }

    /// The relation without the parts that are switched off: `this.include(schema=false)`.
    private func include(_ arguments: JinjaArguments) throws -> JinjaValue {
        let values = try arguments.bound(to: ["database", "schema", "identifier"], function: "include")
        let keeps = { (place: Int) in values[place]?.isTruthy ?? true }
        let parts = [keeps(0) ? table.catalog : nil, keeps(1) ? table.schema : nil, keeps(2) ? table.name : nil]
        return .string(parts.compactMap { $0 }.map(dialect.quote).joined(separator: "."))
    }
}

extension JinjaValue {
    /// A string, or none for nil.
    init(optional text: String?) { self = text.map(JinjaValue.string) ?? .none }
}
