import Diagnostics
import JSON
import YAML

/// What a `.yml` file beside the models says about one model.
struct ModelProperties: Sendable {
    var name: String
    var location: SourceLocation
    var description: String
    var config: NodeConfig
    var columns: [ColumnProperties]
    var tests: [TestProperties]
}

/// What is said about a column.
public struct ColumnProperties: Sendable, Hashable {
    /// The column's name.
    public var name: String
    /// What it means; empty when nobody said.
    public var description: String
    /// Its type as the author wrote it.
    public var dataType: String?
    /// Free values.
    public var meta: JSONObject
    /// Tags.
    public var tags: [String]
}

/// One test as it is declared under `data_tests:` or `tests:`.
struct TestProperties: Sendable {
    /// `unique`, or `package.name`.
    var name: String
    /// The arguments in the order in which they are written.
    var arguments: [(name: String, value: JSONValue)]
    /// `severity`, `where`, `limit`, `warn_if`, `error_if`, `fail_calc`, `tags`, `enabled`, …
    var config: NodeConfig
    /// A name of the author's own for the test.
    var customName: String?
    var description: String
    var column: String?
    var location: SourceLocation
}

/// One table of a source.
struct SourceTableProperties: Sendable {
    var sourceName: String
    var name: String
    var location: SourceLocation
    var description: String
    var sourceDescription: String
    var schema: String
    var database: String?
    var identifier: String
    var loader: String?
    var loadedAtField: String?
    var freshness: JSONValue?
    var config: NodeConfig
    var columns: [ColumnProperties]
    var tests: [TestProperties]
}

/// Everything that the `.yml` files of a project say.
struct Properties: Sendable {
    var models: [ModelProperties] = []
    var sources: [SourceTableProperties] = []
    /// What is said about tests in SQL, by name: description and configuration.
    var singularTests: [ModelProperties] = []
    var warnings: [WeirError] = []
    /// The folders of each file below the configured one, by the file's shown path.
    var folders: [String: [String]] = [:]
}
