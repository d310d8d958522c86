import Diagnostics
import Foundation
import Project
import RunStore
import Snapshots
import Warehouse

extension Session {
    /// The snapshots of the target.
    var snapshots: SnapshotStore {
        SnapshotStore(
            folder: paths.published(target), target: target.name, fileExtension: target.engine.rawValue)
    }

    /// Publishes the schemas of `publish:` and the latest check results as the current snapshot.
    ///
    /// Nil when none of the models of these schemas is built yet, as after a first run of `weather` alone.
    @discardableResult
    func publish(
        from engine: any Engine, runID: String, state: StateStore, events: any EventSink = SilentSink()
    ) async throws -> Snapshot? {
        let results = SnapshotPlan.Extra("quality.results", try await state.publishedResults(target: target.name))
        guard let plan = try await plan(extras: [results], on: engine) else { return nil }
        return try await snapshots.publish(plan, from: engine, runID: runID, clock: clock, events: events)
    }

    /// What stands in the published schemas; an engine without schemas is asked for the models of these schemas.
    private func plan(extras: [SnapshotPlan.Extra], on engine: any Engine) async throws -> SnapshotPlan? {
        let schemas = project.publishedSchemas
        let found = try await engine.withConnection { try $0.relations().map(\.name) }
        let hasSchemas = engine.dialect.hasSchemas
        let isThere = found.contains { name in !hasSchemas || name.schema.map(schemas.contains) ?? false }
        if hasSchemas, isThere { return try await .schemas(schemas, extras: extras, on: engine) }
        let models = try transformProject().nodes().compactMap(\.relation)
        let wanted = models.filter { $0.schema.map(schemas.contains) ?? false }
        // A schema that no model is in is a mistake in weir.yml, and said.
        if wanted.isEmpty { return try await .schemas(schemas, extras: extras, on: engine) }
        if hasSchemas { return nil }
        let names = Set(found.map { $0.name.lowercased() })
        let built = wanted.filter { names.contains($0.name.lowercased()) }
        return built.isEmpty ? nil : try await .named(built, extras: extras, on: engine)
    }

    /// Lends the current snapshot, opened for reading only, and closes it.
    func withSnapshot<Result: Sendable>(
        _ body: (Snapshot, any Engine) async throws -> Result
    ) async throws -> Result {
        let (snapshot, opened) = try await snapshots.openCurrent { file in
            try await project.open(file, for: target, .read)
        }
        do {
            let result = try await body(snapshot, opened.engine)
            await opened.close()
            return result
        } catch {
            await opened.close()
            throw error
        }
    }
}
