import Diagnostics

extension WeirError {
    static func noRepository(_ folder: String) -> WeirError {
        WeirError(
            "awos.no_repository", "\(folder) is in no git repository", hint: "clone one, or begin one: git init",
            kind: .usage)
    }

    static func noFolder(_ folder: String) -> WeirError {
        WeirError(
            "awos.no_repository", "there is no folder \(folder)",
            hint: "name the one of the repository: --project DIR", kind: .usage)
    }

    static func gitFailed(_ words: [String], _ messages: String) -> WeirError {
        let lines = messages.split(separator: "\n").map(String.init)
        // Settings in front of the verb are awos's own.
        let words = Array(words.drop { $0 == "-c" || $0.contains("=") })
        return WeirError(
            "awos.git_failed",
            "git \(words.first { !$0.hasPrefix("-") } ?? "") failed" + (lines.first.map { ": \($0)" } ?? ""),
            hint: "run it by hand: git \(words.map { $0.contains(" ") ? "'\($0)'" : $0 }.joined(separator: " "))",
            notes: Array(lines.dropFirst().prefix(5)))
    }
}
