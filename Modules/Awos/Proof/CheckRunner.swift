import Diagnostics
import DurableFiles
import Foundation
import JSON

/// What one check came to on the tree in the slot.
struct CheckResult: Sendable, Hashable {
    let outcome: Evidence.Outcome
    /// One sentence: what came out, or what was missing.
    let reason: String
    /// Everything that the programs wrote.
    let output: String
    /// Whether the same tree can only give the same answer: it does not build, or it has no such test.
    var isSettled = false

    static func passed(_ reason: String, _ output: String = "") -> CheckResult {
        CheckResult(outcome: .passed, reason: reason, output: output)
    }
    static func failed(_ reason: String, _ output: String = "", isSettled: Bool = false) -> CheckResult {
        CheckResult(outcome: .failed, reason: reason, output: output, isSettled: isSettled)
    }
    static func notRun(_ reason: String) -> CheckResult {
        CheckResult(outcome: .notRun, reason: reason, output: "", isSettled: true)
    }
}

/// Runs checks on the tree that is checked out in a slot; builds it at most once, and only what a check needs.
struct CheckRunner {
    let slot: URL
    let toolchain: Toolchain
    /// The commands that a person listed in `weir.yml`.
    let commands: [String: [String]]
    /// The process's variables, of which a few are handed on.
    let environment: [String: String]
    /// What `AWOS_TASK` is: a task, or a spec.
    let subject: String
    private var world: CheckWorld
    private var builds: [[String]: BoundedProgram.Run] = [:]

    init(
        slot: URL, main: URL, toolchain: Toolchain, commands: [String: [String]], environment: [String: String],
        subject: String
    ) {
        (self.slot, self.toolchain, self.commands) = (slot, toolchain, commands)
        (self.environment, self.subject) = (environment, subject)
        world = CheckWorld(slot: slot, main: main)
    }

    /// Another tree stands in the slot; `sample` is the digest of what its sample is made from.
    mutating func treeChanged(sample: String) {
        builds = [:]
        world.spoil(sample: sample)
    }

    /// Runs one check; throws only where it could not be asked at all.
    mutating func run(_ check: Check) async throws -> CheckResult {
        switch check.form {
        case .person: return .notRun("a person has to answer")
        case .test(let name): return try await test(name)
        default: break
        }
        if let failure = try await prepare(check) { return failure }
        switch check.form {
        case .sql(let sql, let expectation): return try await self.sql(sql, expectation)
        case .page(let name): return try await PageCheck(name, weir: weirWords([]), program).run()
        case .weir(let words, let code, let json):
            world.spoil()
            return try await weir(words, code, json)
        case .unchanged(let words, let tables):
            world.spoil()
            return try await unchanged(words, tables)
        case .named(let name):
            world.spoil()
            return try await named(name)
        case .test, .person: return .notRun("")
        }
    }

    /// Forgets the data, so that the next check begins from an empty warehouse.
    mutating func spoilWorld() { world.spoil() }

    // MARK: Programs

    private var program: BoundedProgram { program(timeoutSeconds: toolchain.timeoutSeconds) }

    private func program(timeoutSeconds: Double) -> BoundedProgram {
        BoundedProgram(
            in: slot, environment: environment, adding: CheckWorld.variables.merging(["AWOS_TASK": subject]) { $1 },
            timeoutSeconds: timeoutSeconds)
    }

    /// Builds what these words build, once for a tree; what came out where it is not built.
    private mutating func build(_ words: [String], _ what: String) async throws -> CheckResult? {
        let program = program(timeoutSeconds: toolchain.buildTimeoutSeconds)
        var run = if let known = builds[words] { known } else { try await program.run(words) }
        // A build that somebody ended says nothing of the code: it goes on from where it was.
        if case .signalled = run.ending { run = try await program.run(words) }
        builds[words] = run
        if run.isSuccess { return nil }
        if case .exited = run.ending { return .failed("\(what) not built: \(run.word)", run.text, isSettled: true) }
        return .failed("\(what) not built: \(run.word)", run.text)
    }

    /// Builds `weir` and makes the check's world; a check that is no question about data needs neither.
    private mutating func prepare(_ check: Check) async throws -> CheckResult? {
        if case .named = check.form, check.after.isEmpty { return nil }
        if let failure = try await build(toolchain.buildWeir, "weir was") { return failure }
        let (program, weir) = (program, weirWords([]))
        let failed = try await world.make(after: check.after) { try await program.run(weir + $0) }
        return failed.map { .failed("a step before the check failed: \($0.word)", $0.text) }
    }

    private func weirWords(_ words: [String]) -> [String] { [slot.appending(path: toolchain.weir).path] + words }

    // MARK: Forms

    private mutating func test(_ name: TestName) async throws -> CheckResult {
        if let failure = try await build(toolchain.buildTests, "the tests were") { return failure }
        let folder = try TemporaryDirectory(prefix: "weir-results")
        let place = folder.file("results.xml").path
        let words = toolchain.test.map {
            $0.replacing("{filter}", with: TestResults.filter(name)).replacing("{results}", with: place)
        }
        let run = try await program.run(words)
        let written = place.dropLast(".xml".count) + toolchain.resultsSuffix + ".xml"
        let xml = try? String(contentsOfFile: String(written), encoding: .utf8)
        guard let results = xml.flatMap(TestResults.init(xml:)) else {
            return .failed("the tests wrote no results: \(run.word)", run.text)
        }
        let named = results.named(name)
        guard !named.isEmpty else {
            return .failed("no test is called \(name)", run.text, isSettled: run.isSuccess)
        }
        let ran = named.filter { !$0.isSkipped }
        guard !ran.isEmpty, name.test == nil || ran.count == named.count else {
            return .failed("\(name) is disabled", run.text, isSettled: true)
        }
        let failed = named.filter(\.isFailed).map { $0.path.dropFirst().joined(separator: "/") }
        guard failed.isEmpty else {
            return .failed(
                "\(failed.count) of \(named.count) tests failed: \(failed.joined(separator: ", "))", run.text)
        }
        guard run.isSuccess else { return .failed("the tests ended with \(run.word)", run.text) }
        return .passed("\(ran.count) tests passed", run.text)
    }

    private func sql(_ sql: String, _ expectation: Check.Expectation) async throws -> CheckResult {
        let run = try await program.run(weirWords(["query", "--live", sql, "--json"]))
        guard run.isSuccess else { return .failed("the query failed: \(run.word)", run.text) }
        guard let rows = (try? JSONValue.parse(run.output))?["rows"]?.array else {
            return .failed("the query's answer is no JSON", run.text)
        }
        return expectation.judge(rows: rows)
    }

    private func weir(
        _ words: [String], _ code: Int32, _ json: Check.JSONExpectation?
    ) async throws -> CheckResult {
        let wantsJSON = json != nil && !words.contains("--json")
        let run = try await program.run(weirWords(words + (wantsJSON ? ["--json"] : [])))
        guard run.ending == .exited(code) else { return .failed("it ended with \(run.word), not \(code)", run.text) }
        guard let json else { return .passed("it ended with \(run.word)", run.text) }
        guard let document = try? JSONValue.parse(run.output) else { return .failed("its answer is no JSON", run.text) }
        let found = json.path.split(separator: ".").reduce(Optional(document)) { value, key in
            Int(key).flatMap { value?[$0] } ?? value?[String(key)]
        }
        guard let found else { return .failed("its answer has nothing at \(json.path)", run.text) }
        return json.expectation.judge(value: found, output: run.text)
    }

    private func unchanged(_ words: [String], _ tables: [String]) async throws -> CheckResult {
        let before = try await rows(of: tables)
        if let failure = before.failure { return failure }
        let run = try await program.run(weirWords(words))
        guard run.isSuccess else { return .failed("it ended with \(run.word)", run.text) }
        let after = try await rows(of: tables)
        if let failure = after.failure { return failure }
        let changed = tables.filter { before.rows[$0] != after.rows[$0] }
        guard changed.isEmpty else { return .failed("it changed \(changed.joined(separator: ", "))", run.text) }
        let empty = tables.filter { before.rows[$0]?.isEmpty == true }
        guard empty.isEmpty else {
            return .failed("\(empty.joined(separator: ", ")) held no row, so nothing is shown", run.text)
        }
        return .passed("\(tables.joined(separator: ", ")) stayed as it was", run.text)
    }

    /// The rows of tables as text in order, without the columns in which a load notes itself.
    private func rows(of tables: [String]) async throws -> (rows: [String: [String]], failure: CheckResult?) {
        var all: [String: [String]] = [:]
        for table in tables {
            let run = try await program.run(weirWords(["query", "--live", "select * from \(table)", "--json"]))
            guard run.isSuccess, let rows = (try? JSONValue.parse(run.output))?["rows"]?.array else {
                return ([:], .failed("\(table) cannot be read: \(run.word)", run.text))
            }
            all[table] = rows.map { row in
                let pairs = (row.object?.pairs ?? []).filter { !$0.key.hasPrefix("_weir_") }
                return JSONValue.object(JSONObject(pairs.map { ($0.key, $0.value) })).text()
            }.sorted()
        }
        return (all, nil)
    }

    private func named(_ name: String) async throws -> CheckResult {
        guard let words = commands[name] else { return .failed("weir.yml lists no check '\(name)'", isSettled: true) }
        let run = try await program.run(words)
        return run.isSuccess ? .passed("it ended with \(run.word)", run.text) : .failed(run.word, run.text)
    }
}

extension Check.Expectation {
    /// Judges the rows of a query, each an object.
    func judge(rows: [JSONValue]) -> CheckResult {
        if case .empty = self {
            return rows.isEmpty ? .passed("no row") : .failed("\(rows.count) rows came out, and none should")
        }
        guard rows.count == 1, let row = rows[0].object, row.count == 1, let value = row.pairs.first?.value else {
            return .failed("\(rows.count) rows came out; one row with one value is needed")
        }
        return judge(value: value, output: "")
    }

    /// Judges one value; its figure is shown where it is a number, and never a text.
    func judge(value: JSONValue, output: String) -> CheckResult {
        switch self {
        case .empty:
            let isEmpty = value.isNull || value.array?.isEmpty == true || value.object?.isEmpty == true
            return isEmpty ? .passed("nothing", output) : .failed("something stands there, and nothing should", output)
        case .equals(let wanted):
            let isEqual =
                value.string.map { $0 == wanted } ?? (value.text() == wanted)
                || (value.double.map { $0 == Double(wanted) } ?? false)
            return isEqual ? .passed("as wanted", output) : .failed("\(value.shown), not \(wanted)", output)
        case .atLeast(let least):
            guard let number = value.double ?? value.string.flatMap(Double.init) else {
                return .failed("no number came out", output)
            }
            return number >= least
                ? .passed(value.shown, output) : .failed("\(value.shown), less than \(least)", output)
        }
    }
}

extension JSONValue {
    /// A number or a truth value as it is; of a text only that it is one: it may be from a row.
    fileprivate var shown: String {
        switch self {
        case .string: "another text"
        case .array: "a list"
        case .object: "an object"
        default: text()
        }
    }
}
