import Diagnostics
import Foundation
import Subprocesses

/// Whether a runner can be used here: its program is installed and knows the options that it is called with.
public struct RunnerAvailability: Sendable, Hashable {
    /// What was found.
    public enum State: Sendable, Hashable {
        case usable
        /// It works, as somebody else: `claude` in a shell of Claude Code shows the prompt instead.
        case behavesAsManual
        /// Its program is not on `PATH`.
        case missing(program: String)
        /// Its help page does not name these options.
        case changed(missing: [String])
        /// Nothing names its program or its transcripts.
        case notSet(hint: String)
    }

    /// The runner's name.
    public let name: String
    /// What was found.
    public let state: State

    /// A finding.
    public init(_ name: String, _ state: State) {
        self.name = name
        self.state = state
    }

    /// One line for a person.
    public var text: String {
        switch state {
        case .usable: "usable"
        case .behavesAsManual: "shows the prompt: claude does not run below Claude Code"
        case .missing(let program): "the program '\(program)' is not installed"
        case .changed(let options): "the installed program does not know \(options.joined(separator: ", "))"
        case .notSet(let hint): hint
        }
    }

    /// Looks for a runner's program, and asks it for its help page.
    public static func of(_ runner: Runner, environment: [String: String]) async throws -> RunnerAvailability {
        guard case .program(let program) = runner.way else { return RunnerAvailability(runner.name, .usable) }
        guard let place = place(of: program.words[0], environment: environment) else {
            return RunnerAvailability(runner.name, .missing(program: program.words[0]))
        }
        if runner.name == Runner.claude.name, environment[Runner.claudeNestingVariable]?.isEmpty == false {
            return RunnerAvailability(runner.name, .behavesAsManual)
        }
        guard let help = program.help else { return RunnerAvailability(runner.name, .usable) }
        let asked = try Subprocess(
            SubprocessLaunch(place, help.words, environment: environment), output: .kept(lastBytes: 1 << 20))
        _ = try await asked.finish()
        let missing = help.options.filter { !Self.names($0, in: asked.output) }
        return RunnerAvailability(runner.name, missing.isEmpty ? .usable : .changed(missing: missing))
    }

    /// Whether an option or a value stands in a help page as a word of its own.
    static func names(_ option: String, in page: String) -> Bool {
        page.ranges(of: option).contains { range in
            let before = range.lowerBound == page.startIndex ? " " : page[page.index(before: range.lowerBound)]
            let after = range.upperBound == page.endIndex ? " " : page[range.upperBound]
            return !Self.isPart(before) && !Self.isPart(after)
        }
    }

    private static func isPart(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "-" || character == "_"
    }

    /// The path of a program that may be run.
    static func place(of program: String, environment: [String: String]) -> String? {
        let path = environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
        let places =
            program.contains("/") ? [program] : path.split(separator: ":").map { "\($0)/\(program)" }
        return places.first { place in
            var isFolder: ObjCBool = false
            return FileManager.default.isExecutableFile(atPath: place)
                && FileManager.default.fileExists(atPath: place, isDirectory: &isFolder) && !isFolder.boolValue
        }
    }
}

extension Runner {
    /// The runner that does this one's work here: itself, or `manual` where it refuses to run below itself.
    public func here(_ environment: [String: String]) -> Runner {
        name == Runner.claude.name && environment[Runner.claudeNestingVariable]?.isEmpty == false ? .manual : self
    }

    /// Throws `awos.runner_missing` where its program is not installed, `awos.runner_changed` where it lost an option.
    public func requireUsable(_ environment: [String: String]) async throws {
        switch try await RunnerAvailability.of(self, environment: environment).state {
        case .missing(let program): throw WeirError.runnerMissing(name, program: program)
        case .changed(let options): throw WeirError.runnerChanged(name, missing: options)
        case .usable, .behavesAsManual, .notSet: break
        }
    }
}
