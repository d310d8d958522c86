/// Which nodes of a project are meant, in dbt's words.
///
/// Texts are split at spaces, and what they select is united; commas inside of one intersect. `+x`, `x+`, `2+x+1`, `@x`,
/// names, folders (`staging`, `marts.mart_demand_daily`, `staging.*`), `path:`, `file:`, `tag:`, `source:`, `config.KEY:`,
/// `resource_type:`, `test_name:`, `test_type:`, `package:`.
public struct TransformSelection: Sendable, Hashable {
    /// Which tests come with a selected model.
    ///
    /// dbt's own default is `eager`. Here it is `buildable`: a test that compares a selected model with one that is not built
    /// along would fail on a fresh warehouse, and compare new rows with old ones on any other.
    public enum Indirect: String, Sendable, Hashable, CaseIterable {
        /// Every test that reads at least one selected node.
        case eager
        /// Only tests that read nothing but selected nodes.
        case cautious
        /// Tests that read nothing but selected nodes and what those are built from.
        case buildable
        /// No test that is not selected itself.
        case empty
    }

    /// What is selected; nothing means everything.
    public var select: [String]
    /// What is taken out again.
    public var exclude: [String]
    /// Which tests come with a selected model.
    public var indirect: Indirect

    /// A selection; by default everything.
    public init(_ select: [String] = [], exclude: [String] = [], indirect: Indirect = .buildable) {
        (self.select, self.exclude, self.indirect) = (select, exclude, indirect)
    }

    /// Everything.
    public static let all = TransformSelection()
}
