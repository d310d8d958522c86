import Diagnostics
import RunStore

/// The steps of one run, in the order of their graph: those that wait for nothing more run, up to so many at once; what
/// waits for a failed one is skipped; the others go on.
struct Execution {
    let graph: PipelineGraph
    let steps: StepRunner
    let concurrency: Int
    private var state: [State]
    private var failures: [StepFailure] = []

    static let interruption = "the run was interrupted"

    private enum State: Equatable {
        case waiting
        case running
        case succeeded
        /// Failed, or skipped because of a failure; those behind it are told this.
        case blocked(String)
        /// Cancelled, or skipped because the run was interrupted.
        case interrupted

        /// Why a step behind this one is skipped.
        var reason: String? {
            switch self {
            case .blocked(let reason): reason
            case .interrupted: Execution.interruption
            default: nil
            }
        }
    }

    init(graph: PipelineGraph, finished: Set<String>, steps: StepRunner, concurrency: Int) {
        self.graph = graph
        self.steps = steps
        self.concurrency = concurrency
        state = graph.steps.map { finished.contains($0.name) ? .succeeded : .waiting }
    }

    /// Runs all steps to their ends; returns those that failed, and whether the run was interrupted.
    consuming func run() async throws -> (failures: [StepFailure], isInterrupted: Bool) {
        let steps = steps
        try await withThrowingTaskGroup(of: (place: Int, end: StepEnd).self) { group in
            while true {
                try await skipBlocked()
                while let place = nextReady() {
                    let step = graph.steps[place]
                    state[place] = .running
                    group.addTask { (place, try await steps.run(step)) }
                }
                guard let (place, end) = try await group.next() else { return }
                take(end, of: place)
            }
        }
        return (failures, state.contains(.interrupted))
    }

    private mutating func take(_ end: StepEnd, of place: Int) {
        let name = graph.steps[place].name
        switch end {
        case .succeeded: state[place] = .succeeded
        case .cancelled: state[place] = .interrupted
        case .failed(let error):
            state[place] = .blocked("step '\(name)' failed")
            failures.append(StepFailure(step: name, error: error))
        }
    }

    /// The first step that waits for nothing more, if there is room for it; none once the run was interrupted.
    private func nextReady() -> Int? {
        guard !Task.isCancelled, state.count(where: { $0 == .running }) < concurrency else { return nil }
        return state.indices.first { place in
            state[place] == .waiting && graph.waits[place].allSatisfy { state[$0] == .succeeded }
        }
    }

    /// Skips every step that waits for one that will not succeed; after an interrupt all that have not begun.
    private mutating func skipBlocked() async throws {
        var hasChanged = true
        while hasChanged {
            hasChanged = false
            for place in state.indices where state[place] == .waiting {
                guard let reason = reasonToSkip(place) else { continue }
                state[place] = reason == Self.interruption ? .interrupted : .blocked(reason)
                hasChanged = true
                try await steps.skip(graph.steps[place], reason: reason)
            }
        }
    }

    private func reasonToSkip(_ place: Int) -> String? {
        if let reason = graph.waits[place].lazy.compactMap({ state[$0].reason }).first { return reason }
        return Task.isCancelled ? Self.interruption : nil
    }
}
