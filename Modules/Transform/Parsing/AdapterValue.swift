import Diagnostics
import Jinja
import Warehouse

/// `adapter` in templates.
final class AdapterValue: JinjaObject {
    private let words: ProjectWords
    private unowned let host: any RenderingHost

    init(_ words: ProjectWords, _ host: any RenderingHost) {
        self.words = words
        self.host = host
    }

    var typeName: String { "adapter" }
    var attributeNames: [String] { ["dispatch", "quote", "type", "get_relation", "get_columns_in_relation"] }

    func attribute(_ name: String, _ call: JinjaCall) throws -> JinjaValue? {
        let dialect = words.target.dialect
        switch name {
        case "type": return .function(name) { _, _ in .string(dialect.name) }
        case "quote":
            return .function(name) { arguments, _ in .string(dialect.quote(arguments.positional.first?.text ?? "")) }
        case "dispatch": return .function(name) { [self] arguments, call in try dispatch(arguments, call) }
        case "get_relation": return .function(name) { [self] arguments, call in try relation(arguments) }
        case "get_columns_in_relation":
            return .function(name) { [unowned host] arguments, call in
                guard case .object(let object)? = arguments.positional.first, let relation = object as? RelationValue
                else {
                    throw WeirError.notARelation(at: call.location)
                }
                return .list(
                    try host.columns(of: relation.table).map { column in
                        .dict([
                            ("name", .string(column.name.name)), ("column", .string(column.name.name)),
                            ("quoted", .string(dialect.quote(column.name.name))),
                            ("dtype", .string(dialect.typeName(column.type))),
                            ("data_type", .string(dialect.typeName(column.type))),
                        ])
                    })
            }
        default: return nil
        }
    }

    private func dispatch(_ arguments: JinjaArguments, _ call: JinjaCall) throws -> JinjaValue {
        let values = try arguments.bound(
            to: ["macro_name", "macro_namespace"], required: 1, function: "adapter.dispatch")
        let namespace = values[1].flatMap { $0.isNone ? nil : $0.text }
        do {
            let entry = try words.macros.dispatch(
                values[0]?.text ?? "", namespace: namespace, adapter: words.target.dialect.name)
            host.uses(entry)
            return .macro(entry.definition)
        } catch var error as WeirError {
            error.location = call.location
            throw error
        }
    }

    private func relation(_ arguments: JinjaArguments) throws -> JinjaValue {
        let values = try arguments.bound(to: ["database", "schema", "identifier"], function: "adapter.get_relation")
        let table = try TableName(
            schema: values[1].flatMap { $0.isNone ? nil : $0.text }, name: values[2]?.text ?? "")
        return try host.kind(of: table).map { .object(RelationValue(table, words.target.dialect, kind: $0)) } ?? .none
    }
}

/// The macros of one package under its name: `weir.day_of(x)`.
final class MacroNamespace: JinjaObject {
    private let package: String
    private let macros: MacroLibrary
    private unowned let host: any RenderingHost

    init(_ package: String, _ macros: MacroLibrary, _ host: any RenderingHost) {
        self.package = package
        self.macros = macros
        self.host = host
    }

    var typeName: String { "package" }
    var attributeNames: [String] { macros.entries.values.filter { $0.package == package }.map(\.definition.name) }

    func attribute(_ name: String, _ call: JinjaCall) throws -> JinjaValue? {
        macros.find(name, in: package).map { entry in
            host.uses(entry)
            return .macro(entry.definition)
        }
    }
}
