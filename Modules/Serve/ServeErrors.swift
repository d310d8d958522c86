import Diagnostics

extension WeirError {
    // MARK: Pages as they are written

    static func pageWithoutSettings(at place: SourceLocation) -> WeirError {
        WeirError(
            "serve.page_without_settings", "the page does not begin with its settings", at: place,
            hint: "begin the file with `---`, `title: …`, `---`", kind: .usage)
    }

    static func malformedValue(_ text: String, at place: SourceLocation) -> WeirError {
        WeirError(
            "serve.malformed_value", "'{{ \(text) }}' names no value", at: place,
            hint: "write `{{ query.column }}` or `{{ query.column | percent }}`; formats are "
                + ValueFormat.allCases.map(\.rawValue).joined(separator: ", "), kind: .usage)
    }

    static func unknownBlock(_ word: String, near: String, at place: SourceLocation) -> WeirError {
        WeirError(
            "serve.unknown_block", "a page has no block '\(word)'", at: place, hint: "did you mean '\(near)'?",
            kind: .usage)
    }

    static func blockWithoutName(_ kind: String, at place: SourceLocation) -> WeirError {
        WeirError(
            "serve.block_without_name", "the '\(kind)' block has no name", at: place,
            hint: "write ```\(kind) name; a name has letters, digits and _", kind: .usage)
    }

    static func blockWithoutData(_ kind: String, at place: SourceLocation) -> WeirError {
        WeirError(
            "serve.block_without_data", "the '\(kind)' block does not say which query it shows", at: place,
            hint: "add a line `data: name_of_a_query`", kind: .usage)
    }

    static func blockWithoutItems(at place: SourceLocation) -> WeirError {
        WeirError(
            "serve.block_without_items", "the 'kpi' block has no items", at: place,
            hint: "add `items:` with a list of {label, value}", kind: .usage)
    }

    static func unknownOption(_ word: String, of kind: String, known: [String], at place: SourceLocation) -> WeirError {
        WeirError(
            "serve.unknown_option", "'\(word)' means nothing behind '\(kind)'", at: place,
            hint: NearMiss.question(word, in: known)
                ?? (known.isEmpty ? "nothing may stand there" : "it may be \(known.joined(separator: ", "))"),
            kind: .usage)
    }

    static func emptyQuery(_ name: String, at place: SourceLocation) -> WeirError {
        WeirError("serve.empty_query", "the query '\(name)' is empty", at: place, kind: .usage)
    }

    static func nameTwice(_ kind: String, _ name: String, at place: SourceLocation) -> WeirError {
        WeirError(
            "serve.name_twice", "the page has two \(kind == "query" ? "queries" : "inputs") called '\(name)'",
            at: place,
            hint: "give one of them another name", kind: .usage)
    }

    static func wrongDateDefault(_ text: String, at place: SourceLocation) -> WeirError {
        WeirError(
            "serve.wrong_default", "'\(text)' is no default of a date range", at: place,
            hint: "write `all` or `last 30 days`", kind: .usage)
    }

    static func wrongSlider(at place: SourceLocation) -> WeirError {
        WeirError(
            "serve.wrong_slider", "a slider needs 'min' below 'max' and a 'step' above 0", at: place, kind: .usage)
    }

    // MARK: Names that lead nowhere

    static func unknownQuery(_ name: String, in names: [String], at place: SourceLocation) -> WeirError {
        let (place, hint) = pointing(
            at: place, name, in: names.sorted(),
            names.isEmpty ? "add a block ```sql \(name)" : "its queries are \(names.sorted().joined(separator: ", "))")
        return WeirError("serve.unknown_query", "the page has no query '\(name)'", at: place, hint: hint, kind: .usage)
    }

    static func unknownChart(_ name: String, of page: String, in names: [String]) -> WeirError {
        WeirError(
            "serve.unknown_chart", "the page '\(page)' has no chart '\(name)'",
            hint: names.isEmpty ? "it draws none" : "its charts are \(names.joined(separator: ", "))", kind: .usage)
    }

    static func noRows(chart: String, page: String) -> WeirError {
        WeirError(
            "serve.no_rows", "'\(chart)' of the page '\(page)' has no rows for this selection, so nothing is drawn",
            hint: "choose other inputs, or look at its query")
    }

    static func noPainter() -> WeirError {
        WeirError(
            "charts.painter_missing", "this server does not draw charts as pictures: vl-convert is not installed",
            hint: "run `make setup`, which installs it, and start the server again", kind: .usage)
    }

    static func unknownInput(_ name: String, in names: [String], at place: SourceLocation) -> WeirError {
        WeirError(
            "serve.unknown_input", "the page has no input '\(name)'", at: place,
            hint: NearMiss.question(name, in: names) ?? "add a block ```input \(name)", kind: .usage)
    }

    static func unknownParameter(_ name: String, of query: PageQuery, known: [String]) -> WeirError {
        let known = known.map { "$\($0)" }
        let (place, hint) = pointing(
            at: query.location(ofParameter: name), "$\(name)", in: known,
            "add a block ```input \(name); there are \(known.joined(separator: ", "))")
        return WeirError(
            "serve.unknown_parameter", "the query '\(query.name)' uses '$\(name)', which no input sets", at: place,
            hint: hint, kind: .usage)
    }

    static func parameterOfInput(_ name: String, of query: PageQuery) -> WeirError {
        WeirError(
            "serve.unknown_parameter",
            "the query '\(query.name)' fills an input and cannot use the parameter '$\(name)'",
            at: query.location(ofParameter: name), hint: "inputs are filled before any of them is set", kind: .usage)
    }

    static func unknownColumn(
        _ column: String, of query: String, in columns: [String], at place: SourceLocation
    ) -> WeirError {
        let (place, hint) = pointing(
            at: place, column, in: columns, "it returns \(columns.joined(separator: ", "))")
        return WeirError(
            "serve.unknown_column", "the query '\(query)' does not return '\(column)'", at: place, hint: hint,
            kind: .usage)
    }

    /// What somebody probably meant stands behind the underline where there is one, else in the hint; otherwise the hint
    /// says what there is.
    private static func pointing(
        at place: SourceLocation, _ word: String, in words: [String], _ all: String
    ) -> (place: SourceLocation, hint: String) {
        let question = NearMiss.question(word, in: words)
        var place = place
        if place.excerpt != nil { place.remark = question }
        return (place, place.remark == nil ? question ?? all : all)
    }

    static func unknownPage(_ name: String, in names: [String]) -> WeirError {
        WeirError(
            "serve.unknown_page", "there is no page '\(name)'",
            hint: NearMiss.question(name, in: names) ?? "pages are \(names.joined(separator: ", "))", kind: .usage)
    }

    // MARK: Running

    static func tooManyRows(_ query: PageQuery, limit: Int) -> WeirError {
        WeirError(
            "serve.too_many_rows",
            "the query '\(query.name)' returns more rows than the \(limit) that a page takes",
            at: query.start, hint: "group the rows, or end the query with `limit`", kind: .usage)
    }

    static func queryTooSlow(_ query: PageQuery, seconds: Double) -> WeirError {
        WeirError(
            "serve.query_too_slow", "the query '\(query.name)' took longer than \(Int(seconds)) s", at: query.start,
            hint: "let a model in marts do the work, and read its table", isRetryable: true)
    }

    static func nothingPublished() -> WeirError {
        WeirError(
            "serve.nothing_published", "nothing is published yet",
            hint: "run `weir run city_bikes`, or `make demo` for the sample data", kind: .usage)
    }

    static func tokenNeeded(host: String) -> WeirError {
        WeirError(
            "serve.token_needed", "on '\(host)' other machines can read the dashboard, and there is no token",
            hint: "set one in WEIR_SERVE_TOKEN, or serve on 127.0.0.1", kind: .usage)
    }

    static func noPages(folder: String) -> WeirError {
        WeirError(
            "serve.no_pages", "there is no page in '\(folder)'", hint: "add a file `index.md` with a title",
            kind: .usage)
    }

    static func bundleMissing(file: String) -> WeirError {
        WeirError(
            "serve.bundle_missing", "the chart library '\(file)' is missing", hint: "run `make setup`", kind: .usage)
    }

    static func manifestUnreadable(file: String, reason: String) -> WeirError {
        WeirError(
            "serve.manifest_unreadable", "'\(file)' cannot be read: \(reason)", hint: "run `weir transform build` again"
        )
    }
}
