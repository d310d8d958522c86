import Foundation

/// Everything that a prompt for a task may hold, in the order of its worth.
struct TaskContext {
    /// Where a part stands in the prompt.
    enum Place: Int {
        case task, proof, scope, replies, failure, commands, asking, contract, guide, change, reference, test, upstream,
            tables
        case lineage, second, declarations, design, rules, further
    }

    let task: TaskFile
    let spec: FunctionalSpec
    let root: URL
    let lastFailure: String?
    let prompt: TaskPrompt
    /// What a person answered to questions of earlier attempts.
    private let replies: [(question: String, text: String)]
    private let contract: ModuleContract?
    private let finder: ReferenceFinder
    private let files: ContextFiles
    private let scope: [String]

    init(task: TaskFile, spec: FunctionalSpec, root: URL, lastFailure: String?) {
        self.task = task
        self.spec = spec
        self.root = root
        self.lastFailure = lastFailure
        let ledger = Ledger(
            contentsOf: root.appending(path: ReferenceFinder.folder(ReferenceFinder.folder(task.document.file)))
                .appending(path: Ledger.fileName))
        replies = ledger.replies(to: task.id)
        let opened = Scope(of: task, by: ledger).patterns.filter { !task.scope.contains($0) }
        scope = task.scope + opened
        prompt = TaskPrompt(task: task, spec: spec, root: root, opened: opened)
        contract = ModuleContract(module: task.module, root: root)
        files = ContextFiles(root: root)
        let wanted =
            ["Task", "Deliverables", "Technical specification"].compactMap { task.document.body($0) }
            + [spec.title] + spec.answers.keys.sorted().compactMap { spec.answers[$0] }
            + [spec.document.body("Why") ?? ""]
        finder = ReferenceFinder(
            root: root, task: task, scope: scope,
            wanted: wanted.joined(separator: "\n").replacing(/`[^`]*\/[^`]*`/, with: ""),
            named: contract?.references ?? [])
    }

    func fill(_ budget: inout ContextBudget) {
        budget.require(
            ContextPart("Task", file: task.document.file, .full, prompt.taskText), place: Place.task.rawValue)
        budget.require(ContextPart("Done means", prompt.proof), place: Place.proof.rawValue)
        budget.require(ContextPart("Scope", prompt.scope), place: Place.scope.rawValue)
        budget.require(ContextPart("Try it here", prompt.commands), place: Place.commands.rawValue)
        budget.require(ContextPart("When you cannot go on", prompt.asking), place: Place.asking.rawValue)
        if let answered { budget.require(answered, place: Place.replies.rawValue) }
        if let failure { budget.require(failure, place: Place.failure.rawValue) }
        let references = self.references
        let main = references.first
        let text = main.map { files.text($0.file) ?? "" } ?? ""
        if let contract { requireContract(contract, about: text, &budget) }
        // The nearest reference comes before everything that is only useful.
        if let main { budget.take(reference(main.file, worth: 1, place: .reference)) }
        budget.fill(candidates(references, text))
        for path in awaited {
            budget.refuse(path, tokens: 0, because: "a task before this one has not written it yet")
        }
        for path in refused { budget.refuse(path, tokens: 0, because: "rows of data never stand in a prompt") }
    }

    private var answered: ContextPart? {
        guard !replies.isEmpty else { return nil }
        let lines = replies.map { reply in
            "- Asked: \(ForeignText.line(reply.question, cap: 600))\n  Answer: \(ForeignText.line(reply.text, cap: 2000))"
        }
        return ContextPart(
            "What a person answered", "It holds where the task says something else.\n\n" + lines.joined(separator: "\n")
        )
    }

    private var failure: ContextPart? {
        guard let lastFailure, !lastFailure.trimmed.isEmpty else { return nil }
        let limit = TokenCount.bytes(of: 960)
        var shown = ForeignText.withoutControls(lastFailure.trimmed, keeping: ["\n", "\t"])
        if shown.utf8.count > limit { shown = String(decoding: shown.utf8.prefix(limit), as: UTF8.self) + "\n…" }
        return ContextPart(
            "The last attempt failed", "Begin with the first error. It printed:\n\n\(ForeignText.block(shown))")
    }

    private func requireContract(_ contract: ModuleContract, about text: String, _ budget: inout ContextBudget) {
        let topics = ModuleContract.words(of: text)
            .union(ModuleContract.words(of: task.document.text)).subtracting(Self.everywhere)
        let part = ContextPart(
            "What the module asks", file: contract.file, .excerpt, contract.text(about: topics))
        budget.require(part, place: Place.contract.rawValue)
    }

    /// Names that stand in every guide and tell nothing of a task.
    private static let everywhere: Set<String> = ["Modules", "Tests", "Swift", "Source", "CLAUDE", "Column", "Table"]

    // MARK: What is worth its tokens

    /// For each new file the one to follow, without doubles.
    private var references: [ReferenceFinder.Reference] {
        var seen: Set<String> = []
        return finder.newFiles.compactMap { finder.references(for: $0).first }.filter { seen.insert($0.file).inserted }
    }

    private func candidates(_ references: [ReferenceFinder.Reference], _ text: String) -> [ContextCandidate] {
        let shown = Set(references.map(\.file))
        var all = references.dropFirst().map { reference($0.file, worth: 300, place: .reference) }
        all += scope.filter { !shown.contains($0) && finder.exists($0) && !FileOutline.holdsData($0) }
            .map(change)
        all += guides.map {
            files.candidate($0, "The folder's guide: \($0)", worth: 300, place: .guide, outline: false)
        }
        all += tests(references)
        all += seconds(besides: shown).map { second($0) }
        all += declarations(text)
        all += upstream.map {
            files.candidate($0, "Written by a task before: \($0)", worth: 450, place: .upstream, outline: true)
        }
        all += tables
        all += design + rules
        let taken = Set(all.compactMap { $0.forms.first?.file } + references.map(\.file)).union(
            [contract?.file].compactMap { $0 })
        all += listed.filter { !taken.contains($0) }
            .map { files.candidate($0, "To read: \($0)", worth: 150, place: .further, outline: true) }
        return all
    }

    /// A file that is edited. A long one is opened anyway, and needs no place here.
    private func change(_ file: String) -> ContextCandidate {
        var candidate = files.candidate(file, "You change: \(file)", worth: 300, place: .change, outline: true)
        if let tokens = candidate.forms.first?.tokens, tokens > 250 { candidate.worth = 150 }
        return candidate
    }

    private func reference(_ file: String, worth: Double, place: Place) -> ContextCandidate {
        files.candidate(file, "Follow this: \(file)", worth: worth, place: place, outline: true)
    }

    private func seconds(besides shown: Set<String>) -> [String] {
        var seen = shown
        return finder.newFiles.compactMap { finder.references(for: $0).map(\.file).first { !seen.contains($0) } }
            .filter { seen.insert($0).inserted }
    }

    private func second(_ file: String) -> ContextCandidate {
        let title = "Another of its kind: \(file)"
        let full = files.candidate(file, title, worth: 0, place: .second, outline: false).forms
        let outline = files.outline(file, title, SwiftOutline.Style(valueCap: 400))
        return ContextCandidate(file, full + [outline].compactMap { $0 }, worth: 60, place: Place.second.rawValue)
    }

    /// The nearest `CLAUDE.md` above each new file that is not the module's own, and is not edited anyway.
    private var guides: [String] {
        var seen: Set<String> = []
        return finder.newFiles.compactMap { path -> String? in
            var parts = path.split(separator: "/").dropLast()
            while parts.count > 2 {
                let guide = parts.joined(separator: "/") + "/CLAUDE.md"
                if finder.exists(guide) { return guide == contract?.file || scope.contains(guide) ? nil : guide }
                parts = parts.dropLast()
            }
            return nil
        }.filter { seen.insert($0).inserted }
    }

    /// The test to follow with its first tests in full, and what it stands on.
    private func tests(_ references: [ReferenceFinder.Reference]) -> [ContextCandidate] {
        guard scope.contains(where: { $0.hasPrefix("Tests/") && $0.hasSuffix(".swift") && !finder.exists($0) }),
            let test = finder.test(of: references.map(\.file)), let text = files.text(test)
        else { return [] }
        let excerpts = [1, 0].map { whole in
            ContextPart(
                "A test to follow: \(test)", file: test, whole > 0 ? .excerpt : .outline,
                ForeignText.block(
                    files.imports(text) + SwiftOutline.tests(text, whole: whole, marks: finder.testMarks),
                    language: "swift"))
        }
        let folder = test.split(separator: "/").prefix(2).joined(separator: "/")
        let helpers = finder.files(below: folder, namedIn: text).filter { $0 != test }.prefix(2)
        return [ContextCandidate(test, excerpts, worth: 500, place: Place.test.rawValue)]
            + helpers.map { file in
                let style = SwiftOutline.Style(type: ReferenceFinder.stem(file))
                let part = files.outline(file, "What tests stand on: \(file)", style)
                return ContextCandidate(file, [part].compactMap { $0 }, worth: 420, place: Place.test.rawValue)
            }
    }

    /// The types that the reference is written with; those count most that have what is wanted and the reference lacks.
    private func declarations(_ text: String) -> [ContextCandidate] {
        let used = ReferenceFinder.plainWords(of: text)
        return finder.files(below: "Modules/\(task.module)", namedIn: text)
            .filter { file in !references.contains { $0.file == file } }
            .map { file in
                let part = files.outline(
                    file, "Words to write it with: \(file)", .calls(about: finder.wantedWords.subtracting(used)))
                let code = (part?.text ?? "").split(separator: "\n").dropFirst().filter { !$0.contains("///") }
                let words = ReferenceFinder.plainWords(of: code.joined(separator: "\n"))
                let missing = words.intersection(finder.wantedWords).subtracting(used)
                return ContextCandidate(
                    file, [part].compactMap { $0 },
                    worth: min(900, (finder.isAskedFor(file) ? 500 : 40) + 120 * Double(missing.count)),
                    place: Place.declarations.rawValue)
            }
    }

    /// The files of tasks before this one that it builds on.
    private var products: [String] {
        let folder = task.document.file.split(separator: "/").dropLast(2).last.map(String.init) ?? ""
        let tree = SpecTree(root: root)
        guard !task.dependsOn.isEmpty, let tasks = try? SpecFolder(name: folder, in: tree)?.tasks() else { return [] }
        let before = tasks.filter { task.dependsOn.contains($0.id) }
        return before.flatMap(\.mayWrite).filter { path in
            !path.contains("*") && !path.hasPrefix("Tests/") && !FileOutline.holdsData(path) && !path.hasSuffix(".md")
                && !scope.contains(path) && isNamedLike(path)
        }
    }

    private var upstream: [String] { products.filter { finder.exists($0) } }
    private var awaited: [String] { products.filter { !finder.exists($0) } }

    /// Whether a file is about what the spec makes, and no list that everybody writes into.
    private func isNamedLike(_ path: String) -> Bool {
        let plain = { (text: String) in text.lowercased().filter { $0.isLetter || $0.isNumber } }
        return plain(ReferenceFinder.stem(path)).contains(plain(spec.name))
    }

    /// The tables that the task speaks of with their columns, and what is around them.
    private var tables: [ContextCandidate] {
        guard let lineage = Lineage.read(root: root) else { return [] }
        let checks = task.checks + spec.criteria.filter { task.criteria.contains($0.id) }.flatMap(\.checks)
        let named = lineage.named(
            in: ([task.document.text] + checks.map(\.text)).joined(separator: "\n")
        ).filter { !scope.contains($0.file) }
        let wording = LineageWording(lineage: lineage)
        return named.prefix(6).map { node in
            let more = node.isModel ? files.text(node.file).map(SQLOutline.columns) ?? [] : []
            let forms = [true, false].map {
                ContextPart(
                    "Table \(node.relation)", file: node.file, .outline, wording.table(node, more: more, summaries: $0))
            }
            return ContextCandidate("table \(node.relation)", forms, worth: 200, place: Place.tables.rawValue)
        }
            + (named.isEmpty
                ? []
                : [
                    ContextCandidate(
                        "lineage", [ContextPart("Around these tables", wording.slice(around: named))], worth: 60,
                        place: Place.lineage.rawValue)
                ])
    }

    /// What the technical considerations say about this module and its tables.
    private var design: [ContextCandidate] {
        let path =
            task.document.file.split(separator: "/").dropLast(2).joined(separator: "/")
            + "/technical-considerations.md"
        guard let text = files.text(path) else { return [] }
        let document = MarkdownFile(text, file: path)
        let own = document.lines.indices.filter { number in
            let line = document.lines[number]
            return !document.isFenced[number] && !line.hasPrefix("#") && !line.hasPrefix("|")
                && (line.contains("T\(task.id.number) ") || line.contains(task.module))
        }.map { String(document.lines[$0]) }
        // What was answered in the spec stands in the task already.
        let decisions = (document.body("Decisions") ?? "").split(separator: "\n").filter { !$0.contains("| — |") }
        let shown = (own + [""] + decisions.map(String.init)).joined(separator: "\n").trimmed
        let clean = ForeignText.withoutControls(shown, keeping: ["\n", "\t"])
        return [
            ContextCandidate(
                path, [ContextPart("The design", file: path, .excerpt, clean)], worth: 50, place: Place.design.rawValue)
        ]
    }

    /// The rules of the whole repository.
    private var rules: [ContextCandidate] {
        guard let text = files.text("CLAUDE.md") else { return [] }
        let document = MarkdownFile(text, file: "CLAUDE.md")
        let shown = ["Rules that tests keep", "Do not"].compactMap { document.body($0) }.joined(separator: "\n\n")
        let part = ContextPart("Rules of the repository", file: "CLAUDE.md", .excerpt, shown)
        return [ContextCandidate("CLAUDE.md", [part], worth: 60, place: Place.rules.rawValue)]
    }

    /// The files that the task says to read, as far as they are files.
    private var listed: [String] {
        let body = task.document.body("Context files") ?? ""
        return body.matches(of: /[A-Za-z0-9_.\-]+(?:\/[A-Za-z0-9_.\-]+)+/).map { String($0.0) }
            .filter { finder.exists($0) && !FileOutline.holdsData($0) && $0.contains(".") }
    }

    private var refused: [String] {
        let body = task.document.body("Context files") ?? ""
        return body.matches(of: /[A-Za-z0-9_.\-]+(?:\/[A-Za-z0-9_.\-]+)+/).map { String($0.0) }
            .filter { finder.exists($0) && FileOutline.holdsData($0) }
    }
}
