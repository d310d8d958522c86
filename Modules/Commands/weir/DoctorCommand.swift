import Diagnostics
import Foundation
import JSON
import Project
import Terminal

/// `weir doctor`: what is installed, found and missing, and how to get it.
enum DoctorCommand {
    static let command = Command(
        "doctor", "say what is installed, found and missing, and how to get it",
        discussion:
            "Exits with 1 when something is missing that the project's targets need; what is optional does not count.",
        examples: [.init("weir doctor", "looks at the libraries, the helper Python, the disk and the project")],
        run: run)

    @Sendable static func run(_ invocation: Invocation) async throws {
        var findings = Diagnosis.libraries()
        let (session, problems) = openedProject(invocation)
        let place = session?.paths.root ?? invocation.directory
        findings += await Diagnosis.engines(invocation.environment, session: session)
        findings += await Diagnosis.programs(invocation.environment, session: session)
        findings += [Diagnosis.clock(invocation.environment), Diagnosis.network(invocation.environment)]
        findings += [Diagnosis.disk(at: place)]
        findings += Diagnosis.project(session, problems: problems)
        let missing = findings.filter { $0.status == .missing }
        if invocation.wantsJSON {
            invocation.console.print(["ok": .bool(missing.isEmpty), "findings": .array(findings.map(\.json))])
        } else {
            print(findings, on: invocation.console)
        }
        invocation.console.report(problems)
        if !missing.isEmpty { throw WeirError.missingParts(missing.map(\.name)) }
    }

    private static func openedProject(_ invocation: Invocation) -> (session: Session?, problems: [WeirError]) {
        do { return (try Session(invocation), []) } catch {
            return (nil, (error as? WeirErrors)?.all ?? [WeirError(wrapping: error)])
        }
    }

    private static func print(_ findings: [Finding], on console: Console) {
        let width = findings.map(\.name.count).max() ?? 0
        for finding in findings {
            let mark = console.paint(finding.status.word, finding.status.style)
            let space = String(repeating: " ", count: width - finding.name.count)
            console.print("\(mark)  \(finding.name)\(space)  \(finding.detail)")
            if let fix = finding.fix { console.print("\(String(repeating: " ", count: width + 11))\(fix)") }
        }
    }
}

/// One thing that was looked for.
struct Finding: Sendable, Hashable {
    /// How it stands.
    enum Status: String, Sendable, Hashable {
        case found, missing, optional

        /// The status in seven letters.
        var word: String { self == .found ? "ok     " : self == .missing ? "MISSING" : "without" }
        var style: Console.Style { self == .found ? .green : self == .missing ? .red : .yellow }
    }

    let name: String
    let status: Status
    let detail: String
    /// How to get it.
    var fix: String?

    var json: JSONValue {
        ["name": .string(name), "status": .string(status.rawValue), "detail": .string(detail), "fix": .optional(fix)]
    }
}
