import Diagnostics
import Foundation
import Ingest
import Notebooks
import Orchestrate
import Quality
import RunStore
import Serve
import Transform

/// Everything that can be found wrong without running anything.
struct Validation {
    /// What was found in one part of the project.
    struct Finding: Sendable, Hashable {
        let part: String
        let text: String
    }

    private let session: Session

    init(_ session: Session) { self.session = session }

    /// What there is, part by part; throws every mistake of every part at once.
    func findings() async throws -> [Finding] {
        var errors: [WeirError] = []
        func part(_ name: String, _ look: () async throws -> [String]) async -> Finding {
            do { return Finding(part: name, text: try await look().joined(separator: ", ")) } catch {
                errors += (error as? WeirErrors)?.all ?? [WeirError(wrapping: error)]
                return Finding(part: name, text: "")
            }
        }
        var findings = [await part("targets") { session.project.targets.map { "\($0.name) (\($0.engine.rawValue))" } }]
        findings.append(await part("sources", sources))
        findings.append(await part("models", models))
        findings.append(await part("suites", suites))
        findings.append(await part("pipelines", pipelines))
        findings.append(await part("pages", pages))
        findings.append(await part("notebooks", notebooks))
        try WeirErrors.throwIfAny(errors)
        return findings
    }

    private func sources() throws -> [String] {
        let names = session.parts.sources.map(\.name)
        var errors = session.parts.sources.flatMap(errors(of:))
        for name in session.project.configuredSources where !names.contains(name) {
            errors.append(.noSource(name, known: names))
        }
        try WeirErrors.throwIfAny(errors)
        return names
    }

    /// What is wrong with a source's settings in any target; what is not wrong in all of them names those where it is.
    ///
    /// Secrets must be there for the target that is meant: those of another one may be on another machine.
    private func errors(of source: Source) -> [WeirError] {
        let targets = session.project.targets
        var found: [(error: WeirError, targets: [String])] = []
        for target in targets {
            do {
                let settings = try session.project.sourceSettings(
                    source.name, in: target, leavingMissingSecrets: target.name != session.target.name)
                try source.validate(settings: settings.values, at: settings.places)
            } catch {
                let masker = Masker(session.project.secrets(in: target))
                for error in (error as? WeirErrors)?.all ?? [WeirError(wrapping: error)] {
                    let error = masker.mask(error)
                    if let index = found.firstIndex(where: { $0.error == error }) {
                        found[index].targets.append(target.name)
                    } else {
                        found.append((error, [target.name]))
                    }
                }
            }
        }
        return found.map { item in
            var error = item.error
            if item.targets.count < targets.count {
                error.notes.append("in target \(item.targets.joined(separator: ", "))")
            }
            return error
        }
    }

    private func models() throws -> [String] {
        let nodes = try session.transformProject().nodes()
        let counts = [NodeID.Kind.model, .source, .test].map { kind in (nodes.count { $0.kind == kind }, kind.rawValue)
        }
        return counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)s" }
    }

    private func suites() throws -> [String] {
        let catalog = session.parts.suites
        try WeirErrors.throwIfAny(catalog.problems)
        return catalog.suites.map(\.name)
    }

    private func pipelines() throws -> [String] {
        try Pipeline.validate(session.parts.pipelines, known: session.knownNames())
        return session.parts.pipelines.map(\.name)
    }

    /// The notebooks; with a snapshot each one whose text is sound is run on it, and nothing of that is kept.
    private func notebooks() async throws -> [String] {
        let library = session.library
        let isPublished = session.snapshots.currentFile != nil
        var errors: [WeirError] = []
        for name in library.names {
            let notebook = try library.load(name)
            let problems = try notebook.problems()
            errors += problems
            guard isPublished, problems.isEmpty else { continue }
            let report = try await session.withSnapshot { try await NotebookRunner(engine: $1).run(notebook).report }
            errors += [report.failure?.error].compactMap(\.self).filter { !isOfModelNotBuiltYet($0) }
        }
        try WeirErrors.throwIfAny(errors)
        return library.names
    }

    /// The pages; with a snapshot every query is tried as the page would run it at first.
    private func pages() async throws -> [String] {
        let isPublished = session.snapshots.currentFile != nil
        let errors = try await PageValidation.errors(
            in: session.paths.pages, shownAs: session.paths.shown(session.paths.pages), target: session.target.name,
            source: isPublished ? session.snapshotSource : nil, state: StateReader(session.paths.state))
        try WeirErrors.throwIfAny(errors.filter { !isOfModelNotBuiltYet($0) })
        return try FileManager.default.contentsOfDirectory(atPath: session.paths.pages.path)
            .filter { $0.hasSuffix(".md") && $0 != "CLAUDE.md" }.map { String($0.dropLast(3)) }.sorted()
    }

    /// Whether a query failed only because it reads a model that the snapshot does not have yet: a page may be written
    /// before its mart is built.
    private func isOfModelNotBuiltYet(_ error: WeirError) -> Bool {
        guard error.code == .engineUnknownTable, let nodes = try? session.transformProject().nodes() else {
            return false
        }
        return nodes.contains { $0.kind == .model && error.message.contains("'\($0.name)'") }
    }
}
