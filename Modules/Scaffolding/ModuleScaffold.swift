/// What a source looks like in one module: the files that a plan becomes there.
///
/// A new module is a value in a file of its own, and a line in `ModuleScaffold.all`.
public struct ModuleScaffold: Sendable {
    /// The module: `Ingest`.
    public let module: String
    /// The changes that a plan means there.
    let changes: @Sendable (SourcePlan) throws -> [ScaffoldChange]

    init(_ module: String, _ changes: @escaping @Sendable (SourcePlan) throws -> [ScaffoldChange]) {
        (self.module, self.changes) = (module, changes)
    }

    /// Every module, lower floors first and in the order of the data.
    public static let all: [ModuleScaffold] = [.ingest, .transform, .quality, .serve, .orchestrate, .notebooks]

    /// The changes that a plan means in this module; throws `scaffold.…` where it asks for what the module cannot do.
    public func changes(for plan: SourcePlan) throws -> [ScaffoldChange] { try changes(plan) }
}

/// A change of one file, as a value: nothing is written yet.
public struct ScaffoldChange: Sendable, Hashable {
    /// The path from the repository's root; for a fixture, of its folder.
    public let path: String
    /// What is done.
    public let action: Action

    /// What is done to a file.
    public enum Action: Sendable, Hashable {
        /// It is not there before, and holds this.
        case create(String)
        /// The sample is put into the folder as a fixture.
        case fixture
        /// A line goes behind the last one that looks like its neighbours.
        case add(line: String, after: Anchor)
        /// `weir.yml` says where the source reads, by default and in the target `live`.
        case settings(standard: [Setting], live: [Setting])
    }

    /// Where a line goes.
    public enum Anchor: Sendable, Hashable {
        /// Behind the last line that begins so, blanks aside, with the lines that go on below it, further in.
        case last(beginning: String)
        /// At the end: in the list that the file ends with, else below a blank line.
        case end
    }

    /// A line below a source in `weir.yml`.
    public struct Setting: Sendable, Hashable {
        let name: String
        let text: String
    }

    init(_ path: String, _ action: Action) { (self.path, self.action) = (path, action) }
}
