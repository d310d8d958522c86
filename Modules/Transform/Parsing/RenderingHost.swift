import Diagnostics
import JSON
import Jinja
import Warehouse

/// What a rendering asks of the phase it belongs to: parsing records, execution answers.
///
/// A host belongs to one rendering and does not cross threads.
protocol RenderingHost: AnyObject {
    /// `execute` in templates.
    var isExecuting: Bool { get }
    /// The configuration as it stands.
    var config: NodeConfig { get }
    /// `this` in templates.
    var this: JinjaValue { get }
    /// `is_incremental()` in templates.
    var isIncremental: Bool { get }
    /// `config(…)`: takes the values; parsing keeps them.
    func configure(_ values: [(name: String, value: JSONValue)], at location: SourceLocation) throws
    /// `ref(…)`.
    func reference(_ model: ModelReference, at location: SourceLocation) throws -> JinjaValue
    /// `source(…)`.
    func source(_ name: String, _ table: String, at location: SourceLocation) throws -> JinjaValue
    /// The result of a query that the template needs; nil while parsing.
    func query(_ sql: String) throws -> Table?
    /// What stands under a name in the warehouse; nil while parsing and when there is nothing.
    func kind(of table: TableName) throws -> RelationKind?
    /// The columns of a relation; empty while parsing.
    func columns(of table: TableName) throws -> [Column]
    /// A macro was used.
    func uses(_ macro: MacroLibrary.Entry)
}

/// What `ref()` was called with.
struct ModelReference: Hashable, Sendable {
    var package: String?
    var name: String
    var version: String?

    /// Reads `ref('model')`, `ref('package', 'model')`, `ref('model', v=2)`.
    init(_ arguments: JinjaArguments, at location: SourceLocation) throws {
        let texts = arguments.positional.map(\.stringValue)
        guard (1...2).contains(texts.count), !texts.contains(nil) else { throw WeirError.badReference(at: location) }
        name = texts.last.flatMap { $0 } ?? ""
        package = texts.count == 2 ? texts[0] : nil
        for (key, value) in arguments.named {
            guard key == "v" || key == "version" else { throw WeirError.badReference(at: location) }
            version = value.text
        }
    }

    init(_ name: String) { self.name = name }
}
