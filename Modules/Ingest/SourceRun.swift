import Diagnostics
import DurableFiles
import Foundation
import JSON
import Warehouse

/// One run of one source, under the lock of its landing folder.
struct SourceRun {
    let ingestion: Ingestion
    let source: Source
    let settings: SettingValues

    private var clock: any WallClock { ingestion.clock }

    func run(_ request: IngestRequest) async throws -> IngestReport {
        let began = clock.now
        let (landing, lock) = try await offload { [ingestion, source] in
            try Landing.open(ingestion.landing, source: source.name)
        }
        defer { lock.release() }
        let progress = IngestProgress(source: source.name, clock: clock, events: ingestion.events)
        var report = IngestReport(source: source.name)
        report.loads = try await recover(landing, request, progress)
        try await offload { [keeps = ingestion.keepsLandings] in try landing.clean(keeps: keeps, keepsDownloads: true) }
        let plan = try await ingestion.plan(source, settings, request)
        report.notices = plan.notices
        report.skippedFiles = plan.parts.reduce(0) { $0 + $1.skipped.count }
        tell("ingest.planned", plan.description, ["notices": .array(plan.notices.map(JSONValue.string))])
        if !plan.isEmpty {
            let folder = try landing.begin(at: clock.now)
            if let load = try await take(plan, landing, folder, progress, &report) { report.loads.append(load) }
        }
        try await offload { [keeps = ingestion.keepsLandings] in try landing.clean(keeps: keeps, keepsDownloads: false)
        }
        report.seconds = clock.now.timeIntervalSince(began)
        tell("ingest.finished", report.description, report.json.object ?? [:])
        return report
    }

    /// Loads what earlier runs had landed whole and not loaded; a full refresh drops it.
    private func recover(
        _ landing: Landing, _ request: IngestRequest, _ progress: IngestProgress
    ) async throws -> [IngestReport.Load] {
        var loads: [IngestReport.Load] = []
        for folder in try landing.all() {
            guard var manifest = LandingManifest(in: folder.folder), manifest.status == .landed else { continue }
            if request.isFullRefresh {
                try folder.remove()
                continue
            }
            let books = try await ingestion.books(source)
            let tables = Array(Set(manifest.files.flatMap(\.tables)))
            if books.hasLoaded(manifest.loadID, into: tables) {
                manifest.status = .loaded
                try await keep(manifest, in: folder)
                continue
            }
            tell("ingest.recovering", "\(source.name): load \(folder.loadID) had landed, and is loaded now", [:])
            var watch = PhaseWatch(clock: clock)
            let prepared = try await rejecting(folder, manifest) { try await prepare(folder, manifest) }
            watch.end(\.unpackSeconds)
            loads.append(try await load(folder, prepared, progress, watch, isRecovered: true))
        }
        return loads
    }

    /// Extracts what was planned, and loads it; nil when all of it turns out to be loaded already.
    private func take(
        _ plan: IngestPlan, _ landing: Landing, _ folder: LandingFolder, _ progress: IngestProgress,
        _ report: inout IngestReport
    ) async throws -> IngestReport.Load? {
        let startedAt = Timestamp(clock.now)
        var watch = PhaseWatch(clock: clock)
        var files = try await extract(plan, landing, folder, progress)
        watch.end(\.extractSeconds)
        let books = plan.isFullRefresh ? BookkeepingState() : try await ingestion.books(source)
        let count = files.count
        files.removeAll { file in
            let known = Set(
                books.files(at: file.address, for: file.tables).filter { $0.sha256 == file.sha256 }.map(\.part))
            return file.parts.allSatisfy(known.contains)
        }
        report.skippedFiles += count - files.count
        guard !files.isEmpty else {
            try folder.remove()
            return nil
        }
        let manifest = LandingManifest(
            source: source.name, loadID: folder.loadID, status: .landed, startedAt: startedAt,
            isFullRefresh: plan.isFullRefresh, files: files)
        let prepared = try await prepare(folder, manifest)
        try await keep(prepared.manifest, in: folder)
        watch.end(\.unpackSeconds)
        return try await load(folder, prepared, progress, watch, isRecovered: false)
    }

    private func extract(
        _ plan: IngestPlan, _ landing: Landing, _ folder: LandingFolder, _ progress: IngestProgress
    ) async throws -> [LandedFile] {
        var landed: [LandedFile] = []
        let fetcher = try ingestion.fetcher(settings)
        for (part, group) in zip(plan.parts, source.extractionGroups) {
            let files = FileExtractor(landing: landing, folder: folder, fetcher: fetcher, progress: progress)
            landed += try await files.extract(part, after: landed)
            if case .rest(let rest) = group.extraction {
                let requests = RequestExtractor(
                    rest: rest, settings: settings, folder: folder, fetcher: fetcher, progress: progress)
                landed += try await requests.extract(part, after: landed.count)
            }
        }
        return landed
    }

    private func prepare(
        _ folder: LandingFolder, _ manifest: LandingManifest
    ) async throws -> LoadPreparation.Prepared {
        try await LoadPreparation(source: source, settings: settings, engine: ingestion.engine)
            .prepare(folder, manifest)
    }

    private func load(
        _ folder: LandingFolder, _ prepared: LoadPreparation.Prepared, _ progress: IngestProgress,
        _ watch: PhaseWatch, isRecovered: Bool
    ) async throws -> IngestReport.Load {
        var manifest = prepared.manifest
        var watch = watch
        let tables = try await rejecting(folder, manifest) {
            try await Loader(
                source: source, settings: settings, engine: ingestion.engine, clock: clock, progress: progress
            ).load(prepared)
        }
        watch.end(\.loadSeconds)
        manifest.status = .loaded
        for index in manifest.files.indices {
            let counts = tables.compactMap { $0.rowsByFile[manifest.files[index].name] }
            manifest.files[index].rows = counts.isEmpty ? nil : counts.reduce(0, +)
        }
        try await keep(manifest, in: folder)
        try await offload { folder.removeUnpacked() }
        return IngestReport.Load(
            loadID: folder.loadID, isRecovered: isRecovered, files: manifest.files.count,
            bytes: manifest.files.reduce(0) { $0 + $1.bytes }, tables: tables, phases: watch.phases)
    }

    /// Marks a landing whose content cannot be loaded, so that the next run takes it anew; a failure of the machine
    /// leaves it to be loaded then.
    private func rejecting<Value>(
        _ folder: LandingFolder, _ manifest: LandingManifest, _ body: () async throws -> Value
    ) async throws -> Value {
        do { return try await body() } catch let error as WeirError where error.isOfContent {
            var rejected = manifest
            rejected.status = .rejected
            try await keep(rejected, in: folder)
            throw error
        }
    }

    /// Writes a landing's manifest, and waits for the disk.
    private func keep(_ manifest: LandingManifest, in folder: LandingFolder) async throws {
        try await offload { try manifest.write(to: folder.folder) }
    }

    private func tell(_ name: String, _ message: String, _ fields: JSONObject) {
        ingestion.events.send(Event(name, message, at: clock.now, fields: fields))
    }
}
