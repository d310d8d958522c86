import Diagnostics
import JSON
import Jinja
import Warehouse

/// Records what a template refers to while it is rendered with `execute` false.
final class ParsingHost: RenderingHost {
    /// One call of `ref()` or `source()` with its place.
    struct Call<Name: Hashable & Sendable>: Sendable {
        let name: Name
        let location: SourceLocation
    }

    struct SourceName: Hashable, Sendable {
        let source: String
        let table: String
    }

    private(set) var references: [Call<ModelReference>] = []
    private(set) var sources: [Call<SourceName>] = []
    private(set) var macros: [String] = []
    private(set) var config: NodeConfig
    /// What `config()` in the template set, without what was known before.
    private(set) var ownConfig = NodeConfig()
    /// The place of every call, where the template is not what a person wrote (arguments of a test in a `.yml` file).
    var fixedLocation: SourceLocation?
    private let placeholder: TableName
    private let dialect: any SQLDialect

    init(config: NodeConfig, placeholder: TableName, dialect: any SQLDialect) {
        self.config = config
        self.placeholder = placeholder
        self.dialect = dialect
    }

    var isExecuting: Bool { false }
    var isIncremental: Bool { false }
    var this: JinjaValue { .object(RelationValue(placeholder, dialect)) }

    func configure(_ values: [(name: String, value: JSONValue)], at location: SourceLocation) {
        for (name, value) in values {
            config.set(name, value, at: location)
            ownConfig.set(name, value, at: location)
        }
    }

    func reference(_ model: ModelReference, at location: SourceLocation) throws -> JinjaValue {
        references.append(Call(name: model, location: fixedLocation ?? location))
        return .object(RelationValue(try TableName(name: model.name), dialect))
    }

    func source(_ name: String, _ table: String, at location: SourceLocation) throws -> JinjaValue {
        sources.append(Call(name: SourceName(source: name, table: table), location: fixedLocation ?? location))
        return .object(RelationValue(try TableName(schema: name, name: table), dialect))
    }

    func query(_ sql: String) throws -> Table? { nil }
    func kind(of table: TableName) throws -> RelationKind? { nil }
    func columns(of table: TableName) throws -> [Column] { [] }

    func uses(_ macro: MacroLibrary.Entry) {
        if !macros.contains(macro.id) { macros.append(macro.id) }
    }
}
