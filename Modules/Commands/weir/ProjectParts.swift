import Ingest
import Orchestrate
import Quality

/// The sources, suites and pipelines that commands work with: those of this project's lists.
///
/// Tests of the program put the house's own in their place: what a clone adds to the lists does not change what they see.
struct ProjectParts: Sendable {
    let sources: [Source]
    let suites: SuiteCatalog
    let pipelines: [Pipeline]

    /// Those that hold for this call.
    @TaskLocal static var current = ProjectParts(
        sources: Source.all, suites: SuiteCatalog(), pipelines: Pipeline.all)
}
