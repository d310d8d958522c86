import Diagnostics
import Testing

@testable import YAML

@Suite struct YAMLErrorsTests {
    struct Case: Sendable {
        let text: String
        let code: String
        let place: String
        let message: String
        let hint: String
    }

    static let cases: [Case] = [
        Case(
            text: "a: b: c\n", code: "yaml.syntax", place: "f.yml:1:5",
            message: "the YAML is broken: mapping values are not allowed in this context",
            hint: "put quotes around a text that holds ': ', or look at the indentation"),
        Case(
            text: "a:\n\tb: 1\n", code: "yaml.syntax", place: "f.yml:2:1",
            message: "the YAML is broken: found character that cannot start any token",
            hint: "indent with spaces; YAML takes no tab there"),
        Case(
            text: "a: [1, 2\nb: 3\n", code: "yaml.syntax", place: "f.yml:2:2",
            message: "the YAML is broken: did not find expected ',' or ']'",
            hint: "look at the indentation and the quotes of this line and the one before"),
        Case(
            text: "a: 'open\n", code: "yaml.syntax", place: "f.yml:2:1",
            message: "the YAML is broken: found unexpected end of stream",
            hint: "look at the indentation and the quotes of this line and the one before"),
        Case(
            text: "a: @x\n", code: "yaml.syntax", place: "f.yml:1:4",
            message: "the YAML is broken: found character that cannot start any token",
            hint: "put quotes around a text that begins with % @ or `"),
        Case(
            text: "a: 1\n---\nb: 2\n", code: "yaml.second_document", place: "f.yml:2:1",
            message: "a second document begins here, and one file holds one document",
            hint: "remove the line '---', or move what follows to a file of its own"),
        Case(
            text: "a: *none\n", code: "yaml.unknown_alias", place: "f.yml:1:4",
            message: "the alias '*none' stands for nothing",
            hint: "write '&none' in front of the value, before this place and not around it"),
        Case(
            text: "a: &a [*a]\n", code: "yaml.unknown_alias", place: "f.yml:1:8",
            message: "the alias '*a' stands for nothing",
            hint: "write '&a' in front of the value, before this place and not around it"),
        Case(
            text: "a: !secret x\n", code: "yaml.unknown_tag", place: "f.yml:1:4",
            message: "the tag '!secret' is not known",
            hint: "remove it; known are !!str, !!int, !!float, !!bool, !!null, !!seq and !!map"),
        Case(
            text: "a: !!int x\n", code: "yaml.tag_mismatch", place: "f.yml:1:4",
            message: "the value does not fit its tag 'tag:yaml.org,2002:int'",
            hint: "correct the value or remove the tag"),
        Case(
            text: "? [a, b]\n: 1\n", code: "yaml.complex_key", place: "f.yml:1:3",
            message: "a key must be a text, not a list or a mapping", hint: "put quotes around the key"),
        Case(
            text: "a: {{ x }}\n", code: "yaml.complex_key", place: "f.yml:1:5",
            message: "a key must be a text, not a list or a mapping",
            hint: "put quotes around a value that begins with '{{'"),
        Case(
            text: "a: {<<: 1}\n", code: "yaml.merge_value", place: "f.yml:1:9",
            message: "'<<' must stand before a mapping or a list of mappings",
            hint: "write `<<: *name`, where name is the anchor of a mapping"),
        Case(
            text: "a: \u{1}\n", code: "yaml.syntax", place: "f.yml:1:4",
            message: "the YAML is broken: control characters are not allowed",
            hint: "look at the indentation and the quotes of this line and the one before"),
        Case(
            text: String(repeating: "[", count: 101), code: "yaml.too_deep", place: "f.yml:1:101",
            message: "nested deeper than 100 levels", hint: "flatten the file"),
    ]

    @Test(arguments: cases)
    func brokenTextsNameThePlaceAndTheNextMove(example: Case) throws {
        let error = #expect(throws: WeirError.self) { try YAMLDocument.parse(example.text, file: "f.yml") }
        #expect(error?.code.rawValue == example.code)
        #expect(error?.location?.description == example.place)
        #expect(error?.message == example.message)
        #expect(error?.hint == example.hint)
        #expect(error?.exitCode == 2)
    }

    @Test func aSyntaxErrorSaysWhereTheBlockBegan() {
        let error = #expect(throws: WeirError.self) { try YAMLDocument.parse("a:\n  - b\n c: 1\n", file: "f.yml") }
        #expect(error?.notes == ["while parsing a block mapping that began at 1:1"])
        #expect(error?.location?.excerpt == " c: 1")
    }
}
