import Diagnostics
import Foundation
import JSON
import Subprocesses

/// This program, run again as a child: each measurement has a process, and a peak of memory, of its own.
///
/// This process stays small: what a child reports as its peak begins with its parent's.
struct ChildProgram {
    private let program: URL
    private let files: BenchFiles

    init(files: BenchFiles) throws {
        program = URL(filePath: try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
        self.files = files
    }

    /// Writes the data.
    func prepare(trips: Int) async throws { _ = try await run(["prepare", "--trips", String(trips)]) }

    /// Measures both sides in turn.
    func result(of one: BenchCase, rounds: Int, tell: (String) -> Void) async throws -> CaseResult {
        var result = CaseResult(benchCase: one)
        for round in 1...rounds {
            tell("\(one.title), \(round) of \(rounds)")
            result.ours.append(try await measure(one, .ours))
            if one.ratioLimit != nil { result.bare.append(try await measure(one, .bare)) }
        }
        return result
    }

    private func measure(_ one: BenchCase, _ side: Side) async throws -> Measurement {
        let words = ["measure", one.rawValue, side.rawValue]
        let output = try await run(words)
        guard let json = try? JSONValue.parse(output), let measurement = Measurement(json) else {
            throw WeirError.childFailed(words)
        }
        return measurement
    }

    private func run(_ words: [String]) async throws -> String {
        let folders = ["--folder", files.folder.path, "--models", files.models.path]
        // In this program's group: Ctrl-C ends both.
        let launch = SubprocessLaunch(program.path, words + folders, leadsGroup: false)
        let child = try Subprocess(launch, output: .kept(), messages: .inherited)
        guard try await child.finish().isSuccess else { throw WeirError.childFailed(words) }
        return child.output
    }
}
