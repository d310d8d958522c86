import Warehouse

/// Names and types the columns of a table: guessed from a sample, verified over all rows.
struct ColumnJudge {
    private static let rounds = 3

    let bench: Workbench
    let table: LoadedTable
    let sample: TableSample
    let overrules: ResourceOverrules

    /// Every column with its name, its type, and what was counted.
    func judge() throws -> [JudgedColumn] {
        var columns = named()
        let hints = hints(columns)
        let judge = TypeJudge(hints: hints)
        for index in columns.indices { columns[index].guess = guess(columns[index], index, judge) }
        let measurer = TableMeasurer(bench: bench, table: table)
        var open = Array(columns.indices)
        for round in 1...Self.rounds where !open.isEmpty {
            try measurer.measure(&columns, open)
            open = open.filter { columns[$0].measure.misfits > 0 && columns[$0].overrule?.type.overruled == nil }
            for index in open {
                columns[index].guess = try corrected(
                    columns[index], index, judge, measurer, isLast: round == Self.rounds)
            }
        }
        // The last round ends with text, which fits whatever there is.
        if !open.isEmpty { try measurer.measure(&columns, open) }
        try settleQuestions(&columns, measurer)
        try measurer.countFew(&columns)
        for index in columns.indices where columns[index].type == .text {
            columns[index].shapes = ValueShapes.commonest(sample.columns[index].compactMap(\.self))
        }
        return columns
    }

    private func named() -> [JudgedColumn] {
        let names = ColumnNaming.names(of: table.columns)
        var seen: [String: Int] = [:]
        return zip(table.columns, names).map { column, named in
            let original = DisplayText.shown(column.original, atMost: 255)
            let key = original + "\u{1F}" + column.path.joined(separator: "\u{1F}")
            let overrule = overrules.column(original, path: column.path, occurrence: seen[key] ?? 0)
            seen[key, default: 0] += 1
            let name = Choice(named.name, because: named.reason, overruled: overrule?.name.overruled)
            let unit = Choice<String?>(
                named.unit?.word, because: named.unit?.reason ?? ColumnProfile.unitReason,
                overruled: overrule?.unit.overruled)
            return JudgedColumn(
                loaded: column, name: name, words: NameWords(column.givenName ?? column.original),
                guess: .text(because: ""), unit: unit, overrule: overrule)
        }
    }

    private func guess(_ column: JudgedColumn, _ index: Int, _ judge: TypeJudge) -> TypeGuess {
        let sample = sample.column(index, named: column.words, unit: column.unit.value)
        guard let native = column.loaded.native else { return judge.judge(sample) }
        if native == .integer {
            // A file that declares a whole number does not say that it counts seconds.
            let guess = judge.judge(sample)
            if case .epoch = guess.reading { return guess }
        }
        if native == .json {
            return TypeGuess(type: .json, reading: .plain, reason: "it holds lists or objects: kept as JSON")
        }
        return TypeGuess(type: native, reading: .plain, reason: "the file declares it")
    }

    /// What the values that the guess does not fit make of it.
    private func corrected(
        _ column: JudgedColumn, _ index: Int, _ judge: TypeJudge, _ measurer: TableMeasurer, isLast: Bool
    ) throws -> TypeGuess {
        let misfits = try measurer.misfits(of: column)
        let known = sample.column(index, named: column.words, unit: column.unit.value)
        var guess = judge.judge(
            ColumnSample(
                words: known.words, values: known.values + misfits, consecutive: known.consecutive, unit: known.unit))
        let isSame =
            guess.type == column.guess.type && guess.reading == column.guess.reading
            && guess.nullTexts == column.guess.nullTexts
        guard guess.isMixed || isLast || isSame else { return guess }
        let kind = Self.kind(column.guess)
        guess = .text(
            because:
                "\(column.measure.misfits) of \(column.measure.present) values are not \(kind): text keeps them all")
        return guess
    }

    private static func kind(_ guess: TypeGuess) -> String {
        switch guess.type {
        case .integer: "whole numbers"
        case .double, .decimal: "numbers"
        case .day: "dates"
        case .timestamp: "times"
        case .boolean: "truths"
        case .json: "JSON"
        default: "of its form"
        }
    }

    /// Asks all rows what the sample leaves open: whether another reading fits them as well.
    private func settleQuestions(_ columns: inout [JudgedColumn], _ measurer: TableMeasurer) throws {
        for index in columns.indices where columns[index].guess.question != nil {
            let guess = columns[index].guess
            let fitting = try guess.others.filter {
                try measurer.count(columns[index], readAs: $0) == columns[index].measure.parsed
            }
            columns[index].guess.others = fitting
            if fitting.isEmpty {
                columns[index].guess.question = nil
                columns[index].guess.reason += "; the whole file allows no other reading"
            }
        }
    }

    // MARK: What columns say about one another

    private func hints(_ columns: [JudgedColumn]) -> FileHints {
        var hints = FileHints()
        if case .delimited(let format) = table.format {
            let sign = format.delimiter.value
            hints.delimiter = sign == "tab" ? "\t" : sign.first
        }
        for index in columns.indices where table.columns[index].native == nil {
            let values = sample.columns[index].compactMap { $0 }.filter { !NullWords.isNull($0) }.prefix(400).map(
                \.trimmedSpaces)
            guard !values.isEmpty else { continue }
            if hints.decimal == nil { hints.decimal = decimal(Array(values)) }
            if hints.dayFirst == nil { hints.dayFirst = dayFirst(Array(values)) }
        }
        return hints
    }

    /// The decimal sign that a column's values allow alone.
    private func decimal(_ values: [String]) -> Character? {
        guard values.contains(where: { $0.contains(where: ",.".contains) }), let match = NumberForms.match(values)
        else {
            return nil
        }
        let signs = Set(match.formats.map(\.decimal))
        // 12.5 alone proves little: numbers with a point are everywhere.
        return signs.count == 1 && (match.scale > 0 || match.formats[0].thousands != nil) ? signs.first : nil
    }

    private func dayFirst(_ values: [String]) -> Bool? {
        guard let first = MomentForms.read(values[0]),
            first.days.contains(where: { $0.hasPrefix("%d") || $0.hasPrefix("%m") })
        else { return nil }
        let forms = values.compactMap(MomentForms.read)
        guard forms.count == values.count else { return nil }
        let decided = Set(forms.filter { $0.days.count == 1 }.map { $0.days[0].prefix(2) })
        return decided.count == 1 ? decided.first == "%d" : nil
    }
}
