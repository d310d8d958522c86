extension Kind {
    /// What is known of a change before its documents are written.
    public struct Draft: Sendable, Hashable {
        /// The spec's number.
        public let number: SpecNumber
        /// What is wanted, as somebody put it.
        public let intent: String
        /// The name of what is made: `air_quality`.
        public let name: String
        /// The modules that were named, lower floors first.
        public let modules: [Module]
        /// What was answered, by question.
        public let answers: [String: String]
        /// The sources that the repository has, which a check of everything has to load first.
        public let sources: [String]

        /// A draft.
        public init(
            number: SpecNumber, intent: String, name: String, modules: [Module] = [], answers: [String: String] = [:],
            sources: [String] = ["bike_trips", "weather"]
        ) {
            self.number = number
            self.intent = intent
            self.name = name
            self.modules = modules
            self.answers = answers
            self.sources = sources
        }

        /// The name as a Swift type: `AirQuality`.
        public var typeName: String {
            name.split(separator: "_").map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
        }

        /// The name as a Swift member: `airQuality`.
        public var memberName: String { typeName.prefix(1).lowercased() + typeName.dropFirst() }

        /// What is taken for granted until a question is answered.
        func assumption(of question: Question) -> String? {
            guard let text = question.assumption else { return nil }
            if text.contains("{module}"), modules.isEmpty { return nil }
            return text.replacing("{name}", with: name).replacing("{type}", with: typeName)
                .replacing("{module}", with: modules.first?.name ?? "")
        }

        /// The parts of an answer that is a list; empty without one.
        func parts(_ id: String) -> [String] { answers[id].map(AnswerForm.parts) ?? [] }

        /// Calls that load every source of the repository.
        var loadsEverything: [[String]] { sources.filter { $0 != name }.map { ["ingest", $0] } }

        /// Calls that load every source and build, test and publish all models.
        func buildsEverything(loading more: String? = nil) -> [[String]] {
            loadsEverything + (more.map { [["ingest", $0]] } ?? []) + [["transform", "build"]]
        }
    }

    /// A module and where it is.
    public struct Module: Sendable, Hashable {
        /// Its name: `Ingest`.
        public let name: String
        /// Its folder: `Modules/Ingest`.
        public let folder: String
        /// The folder of its tests.
        public var tests: String { "Tests/\(name)Tests" }

        /// A module; its folder is `Modules/` and its name if left out.
        public init(_ name: String, folder: String? = nil) {
            self.name = name
            self.folder = folder ?? "Modules/\(name)"
        }
    }

    /// A criterion before it stands in a document.
    public struct CriterionDraft: Sendable, Hashable {
        /// Given, when, then.
        public let statement: String
        /// What proves it; none leaves the criterion to be completed, as a question.
        public let checks: [Check]
        /// The question whose answer its check waits for.
        public let needs: String?

        /// A criterion.
        public init(_ statement: String, checks: [Check] = [], needs: String? = nil) {
            self.statement = statement
            self.checks = checks
            self.needs = checks.isEmpty ? needs : nil
        }
    }

    /// A file that has to be there in the end, and what it holds.
    public struct Deliverable: Sendable, Hashable {
        /// A path, or a pattern.
        public let path: String
        /// What it holds.
        public let what: String
        /// Whether it is not there before.
        public let isNew: Bool
    }

    /// A task before it stands in a document.
    public struct TaskDraft: Sendable, Hashable {
        /// The module, whose folder, tests and subagent it takes.
        public let module: Module
        /// What is done, in a few words.
        public let title: String
        /// What is done, step by step.
        public let steps: [String]
        /// The files that have to be there in the end.
        public let deliverables: [Deliverable]
        /// Paths outside of the module, each with why.
        public let widens: [TaskFile.Widening]
        /// The criteria that it carries, from 1.
        public let criteria: [Int]
        /// What proves it.
        public let checks: [Check]
        /// The files to read first.
        public let contextFiles: [String]
        /// Names, tables and rules that the work has to keep to.
        public let specification: [String]
        /// The tasks before it, from 1.
        public let after: [Int]

        /// A task. Paths in `creates` are not there before, those in `changes` are.
        public init(
            _ module: Module, _ title: String, steps: [String], creates: KeyValuePairs<String, String> = [:],
            changes: KeyValuePairs<String, String> = [:], widens: KeyValuePairs<String, String> = [:],
            criteria: [Int], checks: [Check], contextFiles: [String], specification: [String], after: [Int] = []
        ) {
            self.module = module
            self.title = title
            self.steps = steps
            deliverables =
                creates.map { Deliverable(path: $0.key, what: $0.value, isNew: true) }
                + changes.map { Deliverable(path: $0.key, what: $0.value, isNew: false) }
            self.widens = widens.map { TaskFile.Widening(path: $0.key, reason: $0.value) }
            self.criteria = criteria
            self.checks = checks
            self.contextFiles = contextFiles
            self.specification = specification
            self.after = after
        }
    }
}

/// Checks as kinds write them.
extension Check {
    /// A test by its name; one that is no name gives none.
    static func test(_ name: String, keeps: Bool = false) -> [Check] {
        TestName(name).map { [Check(.test($0), keeps: keeps)] } ?? []
    }

    /// A query that returns no row.
    static func noRow(_ sql: String, after: [[String]]) -> Check { Check(.sql(sql, .empty), after: after) }

    /// A call of `weir` that exits with 0.
    static func weir(_ words: String..., after: [[String]] = [], keeps: Bool = false) -> Check {
        Check(.weir(words, exitCode: 0, json: nil), after: after, keeps: keeps)
    }
}
