import Diagnostics
import DurableFiles
import Foundation
import HTTPClient
import Warehouse

/// Works out what a run has to take. Reads listings and bookkeeping, writes nothing.
struct Planner {
    let source: Source
    let settings: SettingValues
    let request: IngestRequest
    let books: BookkeepingState
    let root: URL
    let fetcher: HTTPFetcher
    let clock: any WallClock

    func plan() async throws -> IngestPlan {
        var plan = IngestPlan(source: source.name, isFullRefresh: request.isFullRefresh)
        for group in source.extractionGroups {
            let (part, notices) =
                switch group.extraction {
                case .files(let files): try await planFiles(files, group)
                case .rest(let rest): try await planRequests(rest, group)
                }
            plan.parts.append(part)
            plan.notices += notices
        }
        return plan
    }

    private func planFiles(
        _ extraction: FileExtraction, _ group: Source.ExtractionGroup
    ) async throws -> (IngestPlan.Part, [String]) {
        let location = try Location(
            try settings.text(extraction.location), setting: settingPath(extraction.location), root: root)
        switch extraction.naming {
        case .matching(let pattern):
            let files = try await files(at: location, matching: pattern)
            let taken = files.map { MonthlySelection.Taken(file: $0, months: [], isPartial: false) }
            return (try await part(taken, group), [])
        case .monthly(let months, let years):
            let listed =
                if case .web(let base) = location {
                    try await FeedListing(fetcher: fetcher, base: base).entries()
                } else {
                    try location.localEntries(root: root)
                }
            let selection = MonthlySelection(listed, months: months, years: years)
            guard let oldest = selection.oldest, let newest = selection.newest else {
                throw WeirError.noFiles(location.shown, patterns: months + years)
            }
            var isFeed = false
            if case .web = location { isFeed = true }
            let window = try window(group, oldest: oldest, newest: newest, isFeed: isFeed)
            let (taken, missing) = selection.files(
                for: Month.months(from: window.from, through: min(window.to, newest)))
            return (try await part(taken, group), try notices(missing, window, newest, location))
        }
    }

    /// The months to take: those that were asked for, else from the cursor (or the setting `from`) to the newest one.
    private func window(
        _ group: Source.ExtractionGroup, oldest: Month, newest: Month, isFeed: Bool
    ) throws -> (from: Month, to: Month) {
        let to = request.to.map(Month.init(of:)) ?? newest
        if let from = request.from { return (Month(of: from), max(to, Month(of: from))) }
        if let cursor = request.isFullRefresh ? nil : books.cursor(of: group.tables),
            let month = Month(cursor.prefix(7))
        {
            return (min(month, to), to)
        }
        if let from = try settings.firstDay() { return (min(Month(of: from), to), to) }
        return (min(isFeed ? newest : oldest, to), to)
    }

    private func notices(
        _ missing: [Month], _ window: (from: Month, to: Month), _ newest: Month, _ location: Location
    ) throws -> [String] {
        var notices: [String] = []
        let later = Month.months(from: max(newest.next, window.from), through: window.to)
        if request.from != nil || request.to != nil, !request.allowsMissing, !(missing + later).isEmpty {
            throw WeirError.missingMonths(
                missing + later, newest: later.isEmpty ? nil : newest, at: location.shown)
        }
        if !missing.isEmpty {
            notices.append("not there, passed over: " + missing.map(\.description).joined(separator: ", "))
        }
        if let first = later.first {
            let months = first == window.to ? "\(first)" : "\(first) to \(window.to)"
            notices.append("not yet published: \(months) (the newest is \(newest))")
        }
        return notices
    }

    private func files(at location: Location, matching pattern: String) async throws -> [ListedFile] {
        if case .web(let url) = location {
            guard url.absoluteString.hasSuffix("/") else {
                return [ListedFile(name: url.lastPathComponent, web: url)]
            }
            let listed = try await FeedListing(fetcher: fetcher, base: url).entries()
            return listed.filter { NamePattern(pattern).matches($0.name) }
        }
        let listed = try location.localEntries(root: root)
        var files = listed
        if case .directory = location { files = listed.filter { NamePattern(pattern).matches($0.name) } }
        guard !files.isEmpty else { throw WeirError.noFiles(location.shown, patterns: [pattern]) }
        return files
    }

    /// The files to take and those that are loaded already.
    private func part(
        _ taken: [MonthlySelection.Taken], _ group: Source.ExtractionGroup
    ) async throws -> IngestPlan.Part {
        var part = IngestPlan.Part(tables: group.tables)
        for item in taken {
            let loaded = request.isFullRefresh ? [] : try await loadedParts(of: item, group)
            let isLoaded =
                item.isPartial ? item.months.allSatisfy { loaded.contains($0.description) } : loaded.contains("")
            let months = item.isPartial ? item.months.filter { !loaded.contains($0.description) } : item.months
            let file = IngestPlan.File(
                name: item.file.name, address: item.file.address, months: isLoaded ? item.months : months,
                bytes: item.file.bytes, isPartial: item.isPartial, origin: item.file.origin, etag: item.file.etag)
            if isLoaded { part.skipped.append(file) } else { part.files.append(file) }
        }
        return part
    }

    /// The parts of a file that are loaded from this very version of it; the part of a whole file is the empty text.
    private func loadedParts(of item: MonthlySelection.Taken, _ group: Source.ExtractionGroup) async throws -> Set<
        String
    > {
        let records = books.files(at: item.file.address, for: group.tables)
        guard !records.isEmpty else { return [] }
        switch item.file.origin {
        case .web:
            guard let etag = item.file.etag else { return [] }
            return Set(records.filter { $0.etag == etag }.map(\.part))
        case .local(let file):
            guard records.contains(where: { $0.bytes == item.file.bytes }) else { return [] }
            let sha256 = try await offload { try SHA256.hex(ofFile: file) }
            return Set(records.filter { $0.sha256 == sha256 }.map(\.part))
        }
    }

    private func planRequests(
        _ rest: RESTExtraction, _ group: Source.ExtractionGroup
    ) async throws -> (IngestPlan.Part, [String]) {
        let location = try Location(try settings.text(rest.location), setting: settingPath(rest.location), root: root)
        guard case .web(let base) = location else {
            let files = try await files(at: location, matching: "*.json*")
            let taken = files.map { MonthlySelection.Taken(file: $0, months: [], isPartial: false) }
            return (try await part(taken, group), [])
        }
        var part = IngestPlan.Part(tables: group.tables)
        let planner = RequestPlanner(rest: rest, base: base, settings: settings)
        part.requests = try planner.requests(
            request, cursor: request.isFullRefresh ? nil : books.cursor(of: group.tables),
            lookBackDays: group.lookBackDays, firstDay: try settings.firstDay(),
            yesterday: Timestamp(clock.now).day.adding(days: -1))
        return (part, [])
    }

    private func settingPath(_ name: String) -> String { "sources.\(source.name).\(name)" }
}

extension Source {
    /// Resources that share what one extraction lands.
    struct ExtractionGroup {
        let extraction: Extraction
        var resources: [Resource]

        var tables: [TableName] { resources.map(\.table) }

        /// The longest look-back of their cursors.
        var lookBackDays: Int {
            resources.map { if case .column(_, let days) = $0.cursor { days } else { 0 } }.max() ?? 0
        }
    }

    /// The resources by their extraction, in order.
    var extractionGroups: [ExtractionGroup] {
        var groups: [ExtractionGroup] = []
        for resource in resources {
            if let index = groups.firstIndex(where: { $0.extraction == resource.extraction }) {
                groups[index].resources.append(resource)
            } else {
                groups.append(ExtractionGroup(extraction: resource.extraction, resources: [resource]))
            }
        }
        return groups
    }
}
