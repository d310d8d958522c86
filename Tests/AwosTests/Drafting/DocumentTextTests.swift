import Testing
import YAML

@testable import Awos

@Suite struct DocumentTextTests {
    @Test(arguments: [
        "plain", "two words", "a: b", "- a", "yes", "null", "~", "1.50", "0x1F", "1e3", "a #b", "\"q\"", "it's", "[a",
        "{a",
        "*a", "&a", "!a", "%a", "@a", "`a", "a\nb", "a\tb", "\\", "\u{7}\u{85}\u{2028}\u{202E}\u{FEFF}", "ü – 日本 🚲",
        " a ", "",
        "2024-01-01", "<a>", "a]", "---", "key:", "=", "|", ">", "?a", "raw.air_quality", "a/b-c.d", "=1+1", "(a)",
        "+1",
    ])
    func everyTextComesBackFromYAML(text: String) throws {
        for yaml in [
            "a: \(DocumentText.yaml(text))", "a: [\(DocumentText.yaml(text))]", "{a: \(DocumentText.yaml(text))}",
        ] {
            let node = try YAMLDocument.parse(yaml, file: "a.yml").root?["a"]
            let scalar = (node?.sequence?.first ?? node)?.scalar
            #expect(scalar?.text == text, "\(yaml)")
            #expect(scalar.map { if case .string = $0.value { true } else { false } } == true, "\(yaml)")
        }
    }

    @Test(arguments: [
        ("a\n# b", "a # b"), ("# a", "\\# a"), ("[x](y)", "&#91;x&#93;(y)"), ("<!-- a -->", "&lt;!-- a --&gt;"),
        ("- [ ] **AC-1**", "\\- &#91; &#93; \\*\\*AC-1\\*\\*"), ("```sh", "\\`\\`\\`sh"), ("a|b", "a\\|b"),
        ("a\u{202E}b\u{0}c", "a b c"), ("snake_case & co", "snake_case &amp; co"), ("_a_ b_", "\\_a\\_ b\\_"),
        ("---", "\\---"),
    ])
    func markdownShowsATextAsItIs(text: String, markdown: String) { #expect(DocumentText.markdown(text) == markdown) }

    @Test func aTitleIsCutAtAWord() {
        #expect(DocumentText.title("one two three", limit: 9) == "one two…")
        #expect(DocumentText.title("onetwothree", limit: 5) == "onetw…")
        #expect(DocumentText.title("  first \n second") == "first")
        #expect(DocumentText.title("\n\n") == "")
    }

    @Test func aQuotationKeepsItsLines() { #expect(DocumentText.quotation("a\r\n\r\n- b") == ["> a", ">", "> \\- b"]) }
}
