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
    @discardableResult
    func publish(from engine: any Engine, runID: String, state: StateStore) async throws -> Snapshot {
        let results = SnapshotPlan.Extra("quality.results", try await state.publishedResults(target: target.name))
        let plan = try await plan(extras: [results], on: engine)
        return try await snapshots.publish(plan, from: engine, runID: runID, clock: clock)
    }

    /// What stands in the published schemas; an engine without schemas is asked for the models of these schemas.
    private func plan(extras: [SnapshotPlan.Extra], on engine: any Engine) async throws -> SnapshotPlan {
        let schemas = project.publishedSchemas
        if engine.dialect.hasSchemas { return try await .schemas(schemas, extras: extras, on: engine) }
        let models = try transformProject().nodes().compactMap(\.relation)
        let wanted = models.filter { $0.schema.map(schemas.contains) ?? false }
        return try await .named(wanted, extras: extras, on: engine)
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
