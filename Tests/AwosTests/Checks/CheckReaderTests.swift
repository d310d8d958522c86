import Testing
import YAML

@testable import Awos

@Suite struct CheckReaderTests {
    @Test(arguments: [
        ("test: IngestTests/A/b", "test: IngestTests/A/b"),
        ("{sql: 'select  1\\n', equals: 1.50}", "sql: select 1\\n equals: 1.50"),
        ("{sql: select 1, at_least: 3}", "sql: select 1 at_least: 3.0"),
        ("{sql: select 1, empty: true, keeps: true}", "sql: select 1 empty: true keeps"),
        ("{weir: query 'select 1', exit: 2}", "weir: query select 1 exit: 2"),
        ("{weir: runs, json: runs.0.status, equals: done}", "weir: runs json: runs.0.status equals: done"),
        ("{unchanged: {command: ingest a, tables: [raw.a, raw.b]}}", "unchanged: ingest a [raw.a, raw.b]"),
        ("named: slow", "named: slow"), ("person: Is it good?", "person: Is it good?"),
        ("{page: a, after: [ingest a, transform build]}", "page: a after: ingest a after: transform build"),
    ])
    func everyFormIsReadAndHasAText(yaml: String, text: String) throws {
        let reader = YAMLReader(try YAMLDocument.parse(yaml, file: "a.yml"), named: "check")
        let check = Check(reader)
        try reader.finish()
        #expect(check?.text == text)
    }

    @Test(arguments: [
        ("{sql: select 1}", "a check does not say what has to come out"),
        ("{sql: select 1, equals: 1, empty: true}", "a check does not say what has to come out"),
        ("{sql: select 1, empty: false}", "a check does not say what has to come out"),
        ("{test: a, page: b}", "a check is one of test and page"), ("{tset: a}", "this check does not say what it is"),
        ("{unchanged: {command: a}}", "unchanged does not say what has to come out"),
        ("{page: a, kept: true}", "check has an unknown key 'kept'"),
    ])
    func mistakesAreSaid(yaml: String, message: String) throws {
        let reader = YAMLReader(try YAMLDocument.parse(yaml, file: "a.yml"), named: "check")
        _ = Check(reader)
        #expect(reader.allErrors().map(\.message) == [message])
    }

    @Test(arguments: [
        ("ingest a --from 2024", ["ingest", "a", "--from", "2024"]), ("query 'a b' \"c d\"", ["query", "a b", "c d"]),
        ("a '' $HOME;b", ["a", "", "$HOME;b"]), ("x'y z'w", ["xy zw"]),
    ])
    func wordsAreSplitWithoutAShell(line: String, words: [String]) { #expect(Check.words(line) == words) }
}
