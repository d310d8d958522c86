import Diagnostics

/// The names that steps may use, handed in by a command.
public struct KnownNames: Sendable {
    /// Names of sources.
    public var sources: [String]
    /// Names of suites.
    public var suites: [String]
    /// Names of notebooks.
    public var notebooks: [String]
    /// Throws when a selection of models means nothing; the error says what is near.
    public var validateSelection: @Sendable (String) throws -> Void

    /// Names from their parts; by default every selection is good.
    public init(
        sources: [String], suites: [String], notebooks: [String],
        validateSelection: @escaping @Sendable (String) throws -> Void = { _ in }
    ) {
        self.sources = sources
        self.suites = suites
        self.notebooks = notebooks
        self.validateSelection = validateSelection
    }
}

extension Pipeline {
    /// Throws everything that is wrong with the pipeline, before a step runs: names that nobody knows, doubled and missing
    /// steps, cycles, a schedule that cannot be read, a policy that makes no sense.
    public func validate(known: KnownNames) throws {
        var errors = collected { _ = try PipelineGraph(self) }
        if steps.isEmpty { errors.append(.noSteps(in: name)) }
        if let schedule { errors += collected { _ = try schedule.timetable() }.map { $0.noted(pipeline: name) } }
        for step in steps { errors += problems(of: step, known: known) }
        try WeirErrors.throwIfAny(errors)
    }

    private func problems(of step: Step, known: KnownNames) -> [WeirError] {
        var errors: [WeirError] = []
        let expect = { (word: String, names: [String]) in
            if !names.contains(step.subject) {
                errors.append(.unknownName(step.subject, word, step: step.name, in: name, known: names))
            }
        }
        switch step.kind {
        case .ingest: expect("source", known.sources)
        case .check: expect("suite", known.suites)
        case .notebook: expect("notebook", known.notebooks)
        case .transform:
            errors += collected { try known.validateSelection(step.subject) }.map { $0.noted(pipeline: name) }
        case .command where step.arguments.first?.isEmpty ?? true: errors.append(.emptyCommand(in: name))
        case .command, .publish: break
        }
        if step.retry.attempts < 1 || step.retry.backoff.firstSeconds < 0
            || step.timeoutSeconds.map({ $0 <= 0 }) ?? false
        {
            errors.append(.badPolicy(step: step.name, in: name))
        }
        return errors
    }

    private func collected(_ body: () throws -> Void) -> [WeirError] {
        do { try body() } catch let errors as WeirErrors { return errors.all } catch {
            return [WeirError(wrapping: error)]
        }
        return []
    }

    /// Throws what is wrong with any of these pipelines, and a name that two of them have.
    public static func validate(_ pipelines: [Pipeline], known: KnownNames) throws {
        var errors: [WeirError] = []
        for (place, pipeline) in pipelines.enumerated() {
            if pipelines[..<place].contains(where: { $0.name == pipeline.name }) {
                errors.append(.doubledPipeline(pipeline.name))
            }
            errors += pipeline.collected { try pipeline.validate(known: known) }
        }
        try WeirErrors.throwIfAny(errors)
    }

    /// The pipeline of this name; throws with the near miss.
    public static func named(_ name: String, in pipelines: [Pipeline]) throws -> Pipeline {
        guard let found = pipelines.first(where: { $0.name == name }) else {
            throw WeirError.unknownPipeline(name, known: pipelines.map(\.name))
        }
        return found
    }
}
