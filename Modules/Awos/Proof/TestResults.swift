import Foundation

/// The tests that a run really ran, by name, from the result file that it wrote.
struct TestResults: Sendable, Hashable {
    /// One test.
    struct Result: Sendable, Hashable {
        /// Target, suites and test: `IngestTests/AirQualityTests/loadsEveryRow`.
        let path: [String]
        let isSkipped: Bool
        let isFailed: Bool
    }

    let all: [Result]

    /// Reads a file in the form of JUnit, as `swift test --xunit-output` writes it; nil when it is none.
    init?(xml: String) {
        guard xml.contains("<testsuites") else { return nil }
        let cases = xml.matches(of: /<testcase classname="([^"]*)" name="([^"]*)"[^>]*?(\/>|>)/)
        var all: [Result] = []
        for match in cases {
            let isClosed = match.3 == "/>"
            let rest = xml[match.range.upperBound...]
            let body = isClosed ? "" : rest.range(of: "</testcase>").map { String(rest[..<$0.lowerBound]) } ?? ""
            let names = String(match.1).split(whereSeparator: { $0 == "." || $0 == "/" }).map(String.init)
            let name = String(match.2.prefix { $0 != "(" })
            all.append(
                Result(
                    path: names + [name], isSkipped: body.contains("<skipped"),
                    isFailed: body.contains("<failure") || body.contains("<error")))
        }
        self.all = all
    }

    /// The tests that a name stands for.
    func named(_ name: TestName) -> [Result] {
        let inner = [name.suite, name.test].compactMap { $0 }
        return all.filter { result in
            guard result.path.first == name.target, result.path.count > inner.count else { return false }
            let rest = result.path.dropFirst()
            guard let suite = name.suite else { return true }
            guard rest.first == suite else { return false }
            return name.test.map { result.path.count > 2 && result.path.last == $0 } ?? true
        }
    }

    /// The regular expression that makes `swift test` run these and no others.
    static func filter(_ name: TestName) -> String {
        guard let suite = name.suite else { return "^\(name.target)\\." }
        return name.test.map { "^\(name.target)\\.\(suite)/(.*/)?\($0)\\(" } ?? "^\(name.target)\\.\(suite)[/(]"
    }
}
