import Diagnostics
import JSON
import Testing

@testable import YAML

@Suite struct YAMLDocumentTests {
    private func parse(_ text: String) throws -> YAMLDocument { try YAMLDocument.parse(text, file: "models.yml") }

    @Test func nestedNodesKeepOrderAndPlaces() throws {
        let root = try #require(try parse("b: 1\na:\n  - x\n  - key: é\n    über: ok\n").root)
        #expect(root.mapping?.keys == ["b", "a"])
        #expect(root.json == ["b": 1, "a": ["x", ["key": "é", "über": "ok"]]])
        let inner = try #require(root["a"]?.sequence?[1].mapping)
        #expect(inner.entry("über")?.keyMark == YAMLMark(line: 5, column: 5))
        #expect(inner["über"]?.mark == YAMLMark(line: 5, column: 11))
        #expect(inner["key"]?.mark == YAMLMark(line: 4, column: 10))
    }

    @Test func anEmptyTextHasNoRoot() throws {
        #expect(try parse("").root == nil)
        #expect(try parse("# only a comment\n").root == nil)
        #expect(try parse("---\n").root?.isNull == true)
    }

    @Test func blockScalarsKeepTheirLines() throws {
        let root = try parse("a: |\n  one\n  two\nb: >-\n  one\n  two\n").root
        #expect(root?.json == ["a": "one\ntwo\n", "b": "one two"])
    }

    @Test func keysBecomeText() throws {
        #expect(try parse("2024: a\ntrue: b\n~: c\n").root?.mapping?.keys == ["2024", "true", "~"])
    }

    @Test func aliasesAndMergeKeysAreExpanded() throws {
        let text = """
            base: &base {x: 1, y: 2}
            other: &other {y: 3, z: 4}
            both: {<<: [*base, *other], x: 9}
            same: *base
            quoted: {"<<": 1}
            """
        let root = try #require(try parse(text).root)
        #expect(root["both"]?.json == ["x": 9, "y": 2, "z": 4])
        #expect(root["both"]?.mapping?.keys == ["x", "y", "z"])
        #expect(root["same"]?.json == ["x": 1, "y": 2])
        #expect(root["same"]?.mark == YAMLMark(line: 1, column: 7))
        #expect(root["quoted"]?.json == ["<<": 1])
    }

    @Test func theLastOfTwoEqualKeysCountsAndIsReported() throws {
        let document = try parse("a: 1\nb: 2\na: 3\n")
        #expect(document.root?.json == ["a": 3, "b": 2])
        #expect(document.warnings.map(\.code) == ["yaml.duplicate_key"])
        #expect(document.warnings.first?.location?.description == "models.yml:3:1")
    }

    @Test func aMergedKeyThatIsOverriddenIsNoDuplicate() throws {
        #expect(try parse("a: &a {x: 1}\nb: {<<: *a, x: 2}\n").warnings.isEmpty)
    }

    @Test func aliasesCannotGrowWithoutBound() throws {
        var text = "a0: &a0 [x,x,x,x,x,x,x,x,x]\n"
        for level in 1...9 {
            let alias = "*a\(level - 1)"
            text += "a\(level): &a\(level) [\(Array(repeating: alias, count: 9).joined(separator: ","))]\n"
        }
        #expect(throws: WeirError.self) { try parse(text) }
        let error = #expect(throws: WeirError.self) { try parse(text) }
        #expect(error?.code == "yaml.too_large")
    }

    @Test func aliasesCountTowardsTheDepth() throws {
        let text = "a: &a [[x]]\nb: &b [[*a]]\nc: [[*b]]\n"
        let limits = YAMLLimits(depth: 7)
        #expect(try YAMLDocument.parse(text, file: "f", limits: YAMLLimits(depth: 8)).root != nil)
        let error = #expect(throws: WeirError.self) { try YAMLDocument.parse(text, file: "f", limits: limits) }
        #expect(error?.code == "yaml.too_deep")
    }

    @Test func windowsLineEndsAreRead() throws {
        let document = try parse("a: 1\r\nb: 2\r\n")
        #expect(document.root?.json == ["a": 1, "b": 2])
        #expect(document.location(YAMLMark(line: 2, column: 1)).excerpt == "b: 2")
    }
}
