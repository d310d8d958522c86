import Diagnostics
import Foundation

/// A spec before its folder is written: the kind, the names, and what is known so far.
public struct SpecDraft: Sendable {
    /// What a caller asks for.
    public struct Request: Sendable {
        /// What is wanted, as somebody put it.
        public var intent: String
        /// The kind's name; guessed if left out.
        public var kind: String?
        /// The name of what is made; made from the intent if left out.
        public var name: String?
        /// The modules, where the kind asks for them.
        public var modules: [String]
        /// A file that shows what the data looks like, and what messages call it.
        public var sample: (place: URL, shown: String)?
        /// Answers to the kind's questions.
        public var answers: AnswersFile?
        /// The spec's number; the next free one if left out.
        public var number: SpecNumber?

        /// A request.
        public init(
            _ intent: String, kind: String? = nil, name: String? = nil, modules: [String] = [],
            sample: (place: URL, shown: String)? = nil, answers: AnswersFile? = nil, number: SpecNumber? = nil
        ) {
            self.intent = intent
            self.kind = kind
            self.name = name
            self.modules = modules
            self.sample = sample
            self.answers = answers
            self.number = number
        }
    }

    /// The kind.
    public let kind: Kind
    /// Whether the kind was guessed.
    public let isGuessed: Bool
    /// What is known.
    public let draft: Kind.Draft
    /// Whether the caller named the number.
    private let isNumberNamed: Bool
    private let sample: SampleFile?
    private let tree: SpecTree

    /// Makes a draft; throws what is wrong with the request. Nothing is written.
    public init(_ request: Request, _ git: GitRepository, _ tree: SpecTree) async throws {
        self.tree = tree
        kind = try request.kind.map(Kinds.named) ?? Kinds.guess(request.intent, hasSample: request.sample != nil)
        isGuessed = request.kind == nil
        if request.sample != nil, !kind.questions.contains(where: { $0.id == "sample" }) {
            throw WeirError.sampleNotWanted(kind.name)
        }
        sample = try request.sample.map { try SampleFile($0.place, shown: $0.shown) }
        guard let name = request.name ?? DraftName.of(request.intent, kind: kind) else { throw WeirError.noName() }
        try DraftName.check(name)
        isNumberNamed = request.number != nil
        let numbers = try await SpecNumbers(git, tree)
        let number = try request.number.map { try numbers.free($0) } ?? numbers.next
        var answers = try request.answers?.answers(to: kind.questions) ?? [:]
        if !request.modules.isEmpty { answers["modules"] = request.modules.joined(separator: ", ") }
        if let sample {
            answers["sample"] = Self.place(of: sample, number, name)
            if let rows = sample.rows { answers["rows"] = answers["rows"] ?? "\(rows)" }
        }
        let bare = Kind.Draft(
            number: number, intent: request.intent.trimmed, name: name, sources: ModuleMap.sources(root: tree.root))
        draft = try Self.answered(bare, answers, kind, tree)
        try checkNames()
    }

    private init(_ other: SpecDraft, _ draft: Kind.Draft) {
        (kind, isGuessed, isNumberNamed) = (other.kind, other.isGuessed, other.isNumberNamed)
        (self.draft, sample, tree) = (draft, other.sample, other.tree)
    }

    private static func folder(_ number: SpecNumber, _ name: String) -> String {
        "context/spec/\(number)-\(name.replacing("_", with: "-"))"
    }

    private static func place(of sample: SampleFile, _ number: SpecNumber, _ name: String) -> String {
        "\(folder(number, name))/\(SampleFile.folder)/\(sample.name)"
    }

    /// The draft under the number that it keeps: made under `SpecNumbers.lock`, just before its files are written.
    ///
    /// Somebody may have taken the number, or the name, since the draft was made. The next number is as good, unless the
    /// caller named one.
    public func settled(by numbers: SpecNumbers) throws -> SpecDraft {
        let number = isNumberNamed ? try numbers.free(draft.number) : numbers.next
        var answers = draft.answers
        if let sample { answers["sample"] = Self.place(of: sample, number, draft.name) }
        let settled = SpecDraft(
            self,
            Kind.Draft(
                number: number, intent: draft.intent, name: draft.name, modules: draft.modules, answers: answers,
                sources: draft.sources))
        try settled.checkNames()
        return settled
    }

    /// The folder of the spec below the root.
    public var folder: String { Self.folder(draft.number, draft.name) }

    /// The questions that have no answer yet, each with what is assumed of this draft.
    public var openQuestions: [Kind.Question] {
        kind.questions.filter { $0.id == "modules" ? draft.modules.isEmpty : draft.answers[$0.id] == nil }.map {
            Kind.Question($0.id, $0.text, form: $0.form, assumption: draft.assumption(of: $0))
        }
    }

    /// The draft with these answers more; throws when one has not the wanted form.
    public func answering(_ more: [String: String]) throws -> SpecDraft {
        SpecDraft(self, try Self.answered(draft, more, kind, tree))
    }

    /// Judges answers and puts them in.
    static func answered(
        _ draft: Kind.Draft, _ more: [String: String], _ kind: Kind, _ tree: SpecTree
    ) throws -> Kind.Draft {
        if let names = more["modules"].map(AnswerForm.parts) {
            if kind.modules == .known { throw WeirError.modulesNotWanted(kind.name) }
            if kind.modules == .one, names.count > 1 { throw WeirError.tooManyModules(kind.name) }
        }
        for question in kind.questions {
            guard let text = more[question.id], !question.form.accepts(text) else { continue }
            throw WeirError.wrongAnswer(question.id, expectation: question.form.expectation, at: nil)
        }
        var modules = draft.modules
        if let names = more["modules"].map(AnswerForm.parts) {
            modules = try ModuleMap(root: tree.root).named(names)
        }
        let answers = draft.answers.merging(more.filter { $0.key != "modules" }) { $1 }
        let result = Kind.Draft(
            number: draft.number, intent: draft.intent, name: draft.name, modules: modules, answers: answers,
            sources: draft.sources)
        try checkTests(result, kind)
        return result
    }

    /// A test that is named has to be one of a module that is named, and each module has to have one.
    private static func checkTests(_ draft: Kind.Draft, _ kind: Kind) throws {
        guard kind.modules != .known, !draft.modules.isEmpty else { return }
        for question in kind.questions where question.form == .tests {
            let tests = draft.parts(question.id)
            let targets = draft.modules.map { "\($0.name)Tests" }
            for test in tests where !targets.contains(TestName(test)?.target ?? "") {
                throw WeirError.wrongTestTarget(test, module: draft.modules.map(\.name).joined(separator: ", "))
            }
            for module in draft.modules where !tests.isEmpty {
                guard tests.contains(where: { TestName($0)?.target == "\(module.name)Tests" }) else {
                    throw WeirError.noTestOfModule(module.name, question: question.id)
                }
            }
        }
    }

    /// Nothing that is to be made may be there already.
    private func checkNames() throws {
        for other in tree.folders() {
            guard let spec = try? other.spec(), spec.kind == kind.name, spec.name == draft.name else { continue }
            throw WeirError.nameExists(draft.name, other.path)
        }
        for task in kind.tasks(draft) {
            let inside = Self.files(below: tree.root.appending(path: task.module.folder))
            for file in task.deliverables where file.isNew && !file.path.contains("*") {
                if FileManager.default.fileExists(atPath: tree.root.appending(path: file.path).path) {
                    throw WeirError.nameExists(draft.name, file.path)
                }
                let last = file.path.split(separator: "/").last.map { $0.lowercased() } ?? ""
                if last.hasSuffix(".swift"), let same = inside.first(where: { $0.lowercased().hasSuffix("/" + last) }) {
                    throw WeirError.nameExists(draft.name, "\(task.module.folder)\(same)")
                }
            }
        }
    }

    private static func files(below folder: URL) -> [String] {
        let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        return names.filter { $0.hasSuffix(".swift") }.sorted().map { "/" + $0 }
    }

    /// What the roadmap wants next: its first open item that no spec stands for; throws when there is none.
    public static func nextIntent(_ tree: SpecTree) throws -> String {
        let begun = Set(tree.folders().compactMap { try? $0.spec().title })
        let items = try RoadmapFile(in: tree)?.items ?? []
        let open = items.first { item in
            !item.isTicked && item.spec == nil && !begun.contains(DocumentText.title(plain(item.text)))
        }
        guard let open else { throw WeirError.noIntent("context/product/\(RoadmapFile.fileName)") }
        return plain(open.text)
    }

    /// A line of Markdown as somebody would say it.
    static func plain(_ text: String) -> String {
        text.replacing(/<!--.*?-->/, with: "").replacing(/\[([^\]]*)\]\([^)]*\)/) { String($0.1) }
            .replacing(/\\([^A-Za-z0-9\s])/) { String($0.1) }.replacing("**", with: "").replacing("`", with: "").trimmed
    }

    /// The files of the new spec.
    public func plan() throws -> DocumentPlan {
        var plan = DocumentPlan()
        plan.create("\(folder)/\(FunctionalSpec.fileName)", SpecText(kind: kind, draft: draft).document)
        if let sample {
            plan.create("\(folder)/\(SampleFile.folder)/\(sample.name)", sample.content)
            plan.notes.append("the copy of \(sample.path) goes into git: take out what must not be seen there")
        }
        return plan
    }
}
