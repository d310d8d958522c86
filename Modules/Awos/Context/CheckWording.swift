extension Check {
    /// What is proved, in words for somebody who has to make it true.
    var words: String {
        let what =
            switch form {
            case .test(let name): Self.words(name)
            case .sql(let sql, let expectation):
                "the query \(ForeignText.code(sql, cap: 1200)) answers \(expectation.words)"
            case .weir(let words, let code, let json):
                "\(Self.call(words)) exits with \(code)"
                    + (json.map { ", and `\($0.path)` of its `--json` is \($0.expectation.words)" } ?? "")
            case .page(let name):
                "the page `\(name)` answers, each of its queries answers, and each of its charts draws marks"
            case .unchanged(let words, let tables):
                "after \(Self.call(words)) the rows of \(tables.map { "`\($0)`" }.joined(separator: ", ")) are what they were"
            case .named(let name): "the command `\(name)` under `agents.checks` of weir.yml succeeds"
            case .person(let question): "a person answers: \(ForeignText.line(question))"
            }
        let before = after.isEmpty ? "" : " (before it: \(after.map(Self.call).joined(separator: ", then ")))"
        return what + before + (keeps ? " (holds already, and has to stay)" : "")
    }

    private static func words(_ name: TestName) -> String {
        guard let suite = name.suite else { return "the tests of the target `\(name.target)` pass" }
        let subject =
            name.test.map { "the test `\($0)` of the suite `\(suite)`" } ?? "the suite `\(suite)`, a type of that name,"
        return "\(subject) in the target `\(name.target)` runs and passes"
    }

    /// A call of `weir` as code.
    static func call(_ words: [String]) -> String {
        let line = words.map { $0.contains { $0.isWhitespace || $0 == "'" } ? "\"\($0)\"" : $0 }
        return ForeignText.code("weir " + line.joined(separator: " "), cap: 1200)
    }
}

extension Check.Expectation {
    /// The expectation in words.
    var words: String {
        switch self {
        case .equals(let text): "exactly `\(text)`"
        case .atLeast(let number): "a number of at least \(number == number.rounded() ? "\(Int(number))" : "\(number)")"
        case .empty: "no row"
        }
    }
}
