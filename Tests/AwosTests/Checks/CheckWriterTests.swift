import Testing
import YAML

@testable import Awos

@Suite struct CheckWriterTests {
    static let checks: [Check] = [
        Check(.test(TestName("ATests/B/c")!)), Check(.page("a"), after: [["ingest", "a"], ["transform", "build"]]),
        Check(.sql("select 1: \"x\" # '\n' \\", .equals("007"))), Check(.sql("select 1", .atLeast(2.5)), keeps: true),
        Check(.sql("select * from a", .empty)), Check(.sql("select 1", .equals("")), after: [["query", "select 'a'"]]),
        Check(.weir(["query", "select a from b", ""], exitCode: 2, json: nil)),
        Check(.weir(["runs"], exitCode: 0, json: .init(path: "runs.0.status", expectation: .equals("true")))),
        Check(.unchanged(["ingest", "a"], tables: ["raw.a", "raw.b"])), Check(.named("yes")),
        Check(.person("Is it: good?")), Check(.person("null")),
    ]

    @Test(arguments: checks.indices) func aCheckIsReadBackAsItWasWritten(index: Int) throws {
        let check = Self.checks[index]
        let text = check.yamlLines.joined(separator: "\n")
        let reader = YAMLReader(try YAMLDocument.parse(text, file: "a.yml"), named: "check")
        var read = Check(reader)
        try reader.finish()
        read?.location = nil
        #expect(read == check, "\(text)")
    }
}
