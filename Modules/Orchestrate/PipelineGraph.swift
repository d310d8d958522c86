import Diagnostics

/// The steps of a pipeline with what each waits for, by place.
struct PipelineGraph {
    let steps: [Step]
    /// For each step the places of the steps that it waits for.
    let waits: [[Int]]

    /// The graph; throws every unknown or doubled name and the first cycle.
    init(_ pipeline: Pipeline) throws {
        steps = pipeline.steps
        var errors: [WeirError] = []
        let places = Dictionary(steps.enumerated().map { ($1.name, $0) }) { first, _ in first }
        for (place, step) in steps.enumerated() where places[step.name] != place {
            errors.append(.doubledStep(step.name, in: pipeline.name))
        }
        var waits: [[Int]] = []
        for (place, step) in steps.enumerated() {
            switch step.wait {
            case .allAbove: waits.append(Array(0..<place))
            case .only(let names):
                for name in names where places[name] == nil {
                    errors.append(.unknownStep(name, after: step.name, in: pipeline.name, known: steps.map(\.name)))
                }
                waits.append(names.compactMap { places[$0] })
            }
        }
        self.waits = waits
        if errors.isEmpty, let cycle = Self.cycle(in: waits) {
            errors.append(.stepCycle(cycle.map { pipeline.steps[$0].name }, in: pipeline.name))
        }
        try WeirErrors.throwIfAny(errors)
    }

    /// The places of one cycle, its first step again at the end; nil when there is none.
    private static func cycle(in waits: [[Int]]) -> [Int]? {
        var finished: Set<Int> = []
        func visit(_ place: Int, path: [Int]) -> [Int]? {
            if let start = path.firstIndex(of: place) { return Array(path[start...]) + [place] }
            guard !finished.contains(place) else { return nil }
            for next in waits[place] {
                if let cycle = visit(next, path: path + [place]) { return cycle }
            }
            finished.insert(place)
            return nil
        }
        for place in waits.indices {
            if let cycle = visit(place, path: []) { return cycle }
        }
        return nil
    }
}
