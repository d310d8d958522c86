import Foundation
import Testing

/// What a reader may rely on without looking: no trap that input can reach, no silenced warning, no unproved promise.
@Suite struct SafetyTests {
    static let forbidden: [(word: String, reason: String)] = [
        ("try!", "throw or handle the error"),
        ("fatalError(", "throw a WeirError"),
        ("preconditionFailure(", "throw a WeirError"),
        ("assertionFailure(", "throw a WeirError"),
        ("as!", "use as? and say what was found"),
        (".unsafelyUnwrapped", "unwrap it"),
        ("@preconcurrency", "make it Sendable"),
        ("TODO", "do it or say so in the docs"),
        ("FIXME", "do it or say so in the docs"),
    ]

    @Test(arguments: forbidden.indices) func modulesDoNotUse(index: Int) {
        let (word, reason) = Self.forbidden[index]
        for source in Tree.moduleSources {
            for (number, line) in source.code.enumerated() where line.contains(word) {
                Issue.record("\(source.path):\(number + 1): '\(word)': \(reason)")
            }
        }
    }

    /// Its children hold descriptors of ours that another thread opens meanwhile, and it fails when many are open.
    @Test func nothingStartsProgramsThroughFoundation() {
        for path in Tree.files where path.hasSuffix(".swift") && !path.hasSuffix("/SafetyTests.swift") {
            let uses = (try? Tree.text(path))?.firstMatch(of: /[ =(]Process\(\)/) != nil
            #expect(!uses, "\(path) uses Foundation's Process: use Subprocess")
        }
    }

    /// A condition that never comes must fail its test, not hang the suite.
    @Test func noTestWaitsInALoopOfItsOwn() {
        for path in Tree.files where path.hasPrefix("Tests/") && path.hasSuffix(".swift") {
            let waits = (try? Tree.text(path))?.firstMatch(of: /while [^\n]*\{[^}]*\bTask\.(yield|sleep)\b/) != nil
            #expect(!waits, "\(path) waits in a loop: use waitUntil")
        }
    }

    @Test func modulesDoNotForceUnwrap() {
        for source in Tree.moduleSources {
            for (number, line) in source.code.enumerated() where Self.forceUnwraps(line) {
                Issue.record("\(source.path):\(number + 1): a force unwrap")
            }
        }
    }

    @Test(arguments: ["@unchecked Sendable", "nonisolated(unsafe)"]) func promisesToTheCompilerAreProved(word: String) {
        for source in Tree.moduleSources {
            for (number, line) in source.code.enumerated() where line.contains(word) {
                let above = source.lines[max(0, number - 6)...number].filter { $0.contains("//") }
                #expect(!above.isEmpty, "\(source.path):\(number + 1): '\(word)' without a comment that proves it")
            }
        }
    }

    /// Without it every pointer of a C function is optional in Swift, and a missing one is found by nobody.
    @Test func headersOfOurOwnSayWhichPointersMayBeMissing() throws {
        let headers = Tree.files.filter { $0.hasPrefix("Modules/C/") && $0.hasSuffix(".h") }
        #expect(headers.count > 5)
        for header in headers {
            let text = try Tree.text(header)
            let declares = text.split(separator: "\n").contains { $0.contains("(") && !$0.hasPrefix("//") }
            #expect(
                !declares || text.contains("#pragma clang assume_nonnull begin"),
                "\(header) declares functions without saying which pointers may be null")
        }
    }

    @Test func theRepositorySpeaksOfTheProductAlone() throws {
        let marks = [
            "/wo" + "rk/", "/ro" + "ot/", "snapshot.deb" + "ian.org", "pypi.o" + "rg", "files.pythonho" + "sted",
        ]
        let kinds = [".swift", ".md", ".py", ".sh", ".yml", ".sql", ".h", ".c", ".ipynb", "Makefile", "run"]
        for path in Tree.files where kinds.contains(where: path.hasSuffix) {
            let text = try Tree.text(path)
            for mark in marks where text.contains(mark) {
                Issue.record("\(path) names '\(mark)', which belongs to one machine")
            }
        }
    }

    @Test func theParserTellsForceUnwrapsFromOtherMarks() {
        for line in ["let a = b!", "c!.d", "e[0]!", "f()!)"] { #expect(Self.forceUnwraps(line), "\(line)") }
        for line in ["if !a", "a != b", "x == !y", "(!flag)", "return !b"] {
            #expect(!Self.forceUnwraps(line), "\(line)")
        }
    }

    /// A `!` right behind a name, a bracket or a quote, that is no `!=`.
    private static func forceUnwraps(_ line: String) -> Bool {
        let signs = Array(line)
        return signs.indices.contains { index in
            guard signs[index] == "!", index > 0 else { return false }
            let before = signs[index - 1]
            let after = index + 1 < signs.count ? signs[index + 1] : " "
            return (before.isLetter || before.isNumber || "_)]".contains(before)) && after != "="
        }
    }
}
