import Diagnostics
import HTTPClient
import Ingest
import Project
import Warehouse

extension Session {
    /// The source of this name with the target's settings for it.
    func source(_ name: String) throws -> (source: Source, settings: [String: String]) {
        guard let source = parts.sources.first(where: { $0.name == name }) else {
            throw WeirError.noSource(name, known: parts.sources.map(\.name))
        }
        return (source, try project.sourceSettings(name, in: target).values)
    }

    /// An ingestion into an open warehouse.
    func ingestion(into engine: any Engine, events: any EventSink = SilentSink()) throws -> Ingestion {
        Ingestion(
            engine: engine, root: paths.root, landing: paths.landing,
            transport: try CurlTransport(environment: invocation.environment), clock: clock, events: events)
    }

    /// What loading a source would take; the warehouse is opened to see what is loaded already.
    func ingestPlan(_ name: String, _ request: IngestRequest) async throws -> IngestPlan {
        let (source, settings) = try source(name)
        do {
            return try await withWarehouse(.write) { engine in
                try await ingestion(into: engine).plan(source, settings: settings, request)
            }
        } catch { throw masker.mask(WeirError(wrapping: error)) }
    }
}
