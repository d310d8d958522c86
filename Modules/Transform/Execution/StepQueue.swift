/// The steps of a plan that wait, and those that can begin, in the plan's order.
struct StepQueue {
    private let steps: [TransformPlan.Step]
    private let places: [NodeID: Int]
    private var followers: [[Int]]
    /// How many steps each one still waits for.
    private var missing: [Int]
    /// What failed above a step.
    private var causes: [Int: String] = [:]
    /// Places of steps that can begin, the next one last.
    private var ready: [Int]

    init(_ steps: [TransformPlan.Step]) {
        self.steps = steps
        let places = Dictionary(uniqueKeysWithValues: steps.enumerated().map { ($1.id, $0) })
        self.places = places
        missing = steps.map { step in step.after.count { places[$0] != nil } }
        followers = Array(repeating: [], count: steps.count)
        ready = steps.indices.filter { [missing] in missing[$0] == 0 }.reversed()
        for (place, step) in steps.enumerated() {
            for before in step.after { if let index = places[before] { followers[index].append(place) } }
        }
    }

    /// Takes out the first step that can begin.
    mutating func next() -> TransformPlan.Step? { ready.popLast().map { steps[$0] } }

    /// Takes note of a result; returns the steps that can never begin, with the name of what failed above them.
    mutating func finish(_ result: NodeResult) -> [(step: TransformPlan.Step, cause: String)] {
        guard let place = places[result.id] else { return [] }
        var skipped: [(step: TransformPlan.Step, cause: String)] = []
        var done: [(place: Int, cause: String?)] = [(place, result.status.isFailure ? result.name : nil)]
        while let (place, cause) = done.popLast() {
            for follower in followers[place] {
                if let cause, causes[follower] == nil { causes[follower] = cause }
                missing[follower] -= 1
                guard missing[follower] == 0 else { continue }
                if let cause = causes[follower] {
                    skipped.append((steps[follower], cause))
                    done.append((follower, cause))
                } else {
                    let position = ready.firstIndex { $0 < follower } ?? ready.endIndex
                    ready.insert(follower, at: position)
                }
            }
        }
        return skipped
    }
}
