extension Check {
    /// The check as the lines of a YAML mapping, which `CheckReader` reads back as the same check.
    var yamlLines: [String] {
        let quoted = DocumentText.yaml
        var lines: [String] =
            switch form {
            case .test(let name): ["test: \(name)"]
            case .sql(let sql, let expectation): ["sql: \(quoted(sql))", Self.line(expectation)]
            case .weir(let words, let code, let json):
                ["weir: \(quoted(Self.line(words)))"] + (code == 0 ? [] : ["exit: \(code)"])
                    + (json.map { ["json: \(quoted($0.path))", Self.line($0.expectation)] } ?? [])
            case .page(let name): ["page: \(quoted(name))"]
            case .unchanged(let words, let tables):
                [
                    "unchanged: {command: \(quoted(Self.line(words))), tables: [\(tables.map(quoted).joined(separator: ", "))]}"
                ]
            case .named(let name): ["named: \(quoted(name))"]
            case .person(let question): ["person: \(quoted(question))"]
            }
        if !after.isEmpty { lines.append("after: [\(after.map { quoted(Self.line($0)) }.joined(separator: ", "))]") }
        if keeps { lines.append("keeps: true") }
        return lines
    }

    private static func line(_ expectation: Expectation) -> String {
        switch expectation {
        case .equals(let text): "equals: \(DocumentText.yaml(text))"
        case .atLeast(let number):
            "at_least: \(number == number.rounded() && abs(number) < 1e15 ? "\(Int64(number))" : "\(number)")"
        case .empty: "empty: true"
        }
    }

    /// Words as one line that `words(_:)` takes apart again.
    static func line(_ words: [String]) -> String {
        words.map { word in
            guard word.isEmpty || word.contains(where: { $0.isWhitespace || $0 == "'" || $0 == "\"" }) else {
                return word
            }
            return word.contains("'") ? "\"\(word)\"" : "'\(word)'"
        }.joined(separator: " ")
    }
}
