/// Whose work is measured.
enum Side: String, CaseIterable {
    case ours
    case bare
}

/// What is measured.
enum BenchCase: String, CaseIterable {
    case ingest
    case merge
    case models
    case checks
    case steps

    /// What a person reads.
    var title: String {
        switch self {
        case .ingest: "ingest, replace: plain CSV into a new table"
        case .merge: "ingest, merge: the same rows again"
        case .models: "models and their tests"
        case .checks: "checks of raw.bike_trips"
        case .steps: "six empty steps of a pipeline"
        }
    }

    /// How many times as long as the bare engine it may take; nil where there is no bare side.
    var ratioLimit: Double? {
        switch self {
        case .ingest, .merge: 1.25
        case .models: 1.3
        case .checks: 1.5
        case .steps: nil
        }
    }

    /// How many seconds it may take, where there is no bare side.
    var secondsLimit: Double? { self == .steps ? 0.2 : nil }

    /// Makes one measurement in this process.
    func measure(_ side: Side, in files: BenchFiles) async throws -> Measurement {
        switch self {
        case .ingest: try await IngestCase(files: files).measure(side)
        case .merge: try await MergeCase(files: files).measure(side)
        case .models: try await ModelsCase(files: files).measure(side)
        case .checks: try await ChecksCase(files: files).measure(side)
        case .steps: try await StepsCase(files: files).measure()
        }
    }
}
