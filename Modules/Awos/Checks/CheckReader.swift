import Diagnostics
import YAML

extension Check {
    /// The keys of which exactly one says what a check is.
    static let forms = ["test", "sql", "weir", "page", "unchanged", "named", "person"]

    /// Reads the check in a mapping; nil when it is wrong, and the reader has the errors.
    init?(_ reader: YAMLReader) {
        let present = Self.forms.filter { reader.keys.contains($0) }
        guard present.count == 1, let form = present.first else {
            reader.allowOtherKeys()
            reader.fail(.notOneCheck(present, at: reader.location, near: reader.keys.first))
            return nil
        }
        let read: Form? =
            switch form {
            case "test": Self.test(reader)
            case "sql": Self.sql(reader)
            case "weir": Self.weir(reader)
            case "unchanged": Self.unchanged(reader)
            case "page": .page(reader.requiredString("page"))
            case "named": .named(reader.requiredString("named"))
            default: .person(reader.requiredString("person"))
            }
        let after = reader.strings("after").map(Self.words)
        let keeps = reader.bool("keeps") ?? false
        guard let read else { return nil }
        self.init(read, after: after, keeps: keeps, at: reader.location)
    }

    private static func test(_ reader: YAMLReader) -> Form? {
        let text = reader.requiredString("test")
        if let name = TestName(text) { return .test(name) }
        reader.fail(.noTestName(text, at: reader.location(ofValue: "test")))
        return nil
    }

    private static func sql(_ reader: YAMLReader) -> Form? {
        let sql = reader.requiredString("sql")
        return expectation(reader).map { .sql(sql, $0) }
    }

    private static func weir(_ reader: YAMLReader) -> Form? {
        let words = words(reader.requiredString("weir"))
        let exitCode = Int32(reader.integer("exit", in: 0...255) ?? 0)
        guard let path = reader.string("json") else { return .weir(words, exitCode: exitCode, json: nil) }
        guard let expectation = expectation(reader) else { return nil }
        return .weir(words, exitCode: exitCode, json: JSONExpectation(path: path, expectation: expectation))
    }

    private static func unchanged(_ reader: YAMLReader) -> Form? {
        guard let nested = reader.mapping("unchanged") else { return nil }
        let tables = nested.strings("tables")
        if tables.isEmpty { nested.fail(.missingExpectation("tables", of: "unchanged", at: nested.location)) }
        return .unchanged(words(nested.requiredString("command")), tables: tables)
    }

    private static func expectation(_ reader: YAMLReader) -> Expectation? {
        let keys = ["equals", "at_least", "empty"].filter { reader.keys.contains($0) }
        guard keys.count == 1 else {
            for key in keys { _ = reader.node(key) }
            reader.fail(.missingExpectation("equals, at_least, empty", of: "a check", at: reader.location))
            return nil
        }
        switch keys[0] {
        case "equals": return .equals(reader.requiredString("equals"))
        case "at_least": return reader.number("at_least").map { .atLeast($0) }
        default:
            if reader.bool("empty") == true { return .empty }
            reader.fail(.missingExpectation("empty: true", of: "a check", at: reader.location(of: "empty")))
            return nil
        }
    }

    /// The words of a command line; quotes hold one with spaces together. Nothing else has a meaning: no shell reads it.
    static func words(_ line: String) -> [String] {
        var words: [String] = []
        var word = ""
        var quote: Character?
        var isOpen = false
        for character in line {
            if let open = quote {
                if character == open { quote = nil } else { word.append(character) }
            } else if character == "'" || character == "\"" {
                (quote, isOpen) = (character, true)
            } else if character.isWhitespace {
                if isOpen || !word.isEmpty { words.append(word) }
                (word, isOpen) = ("", false)
            } else {
                word.append(character)
            }
        }
        if isOpen || !word.isEmpty { words.append(word) }
        return words
    }
}
