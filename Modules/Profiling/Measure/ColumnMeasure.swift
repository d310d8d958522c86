import Warehouse

/// What was counted of a column over all rows.
struct ColumnMeasure: Hashable {
    /// Rows with a text or value in the column.
    var present = 0
    /// Of these, rows whose text stands for no value.
    var nullTextRows = 0
    /// Of these, rows whose text is a value of the guessed type.
    var parsed = 0
    var distinct = 0
    var isDistinctExact = false
    var lengths: ClosedRange<Int>?
    var range: ValueRange?
    var histogram: [Int] = []

    /// Rows whose text is neither a value nor stands for none.
    var misfits: Int { present - nullTextRows - parsed }
}

/// A column while it is judged: what is known so far.
struct JudgedColumn {
    let loaded: LoadedColumn
    var name: Choice<String>
    let words: NameWords
    var guess: TypeGuess
    var measure = ColumnMeasure()
    var unit: Choice<String?>
    /// What was said about it in an earlier profile.
    var overrule: ColumnProfile?
    var shapes: [ValueShape] = []
    var personal = Choice(PersonalKind.none, because: ColumnProfile.personalReason)

    var place: String { loaded.place }
    /// The type that holds.
    var type: ColumnType { overrule?.type.overruled ?? guess.type }
    var reading: Reading { overrule?.reading.overruled ?? guess.reading }

    /// The SQL of its values as their type.
    func expression(_ dialect: any SQLDialect) -> String {
        if let native = loaded.native {
            if native == type, reading == .plain { return place }
            return ValueExpression(dialect: dialect).sql(type, reading, "cast(\(place) as varchar)")
        }
        return ValueExpression(dialect: dialect).sql(type, reading, place)
    }

    /// Whether its values have an order that a range makes sense of.
    var hasRange: Bool { type.isNumeric || type == .day || type == .timestamp }

    /// The rows that have no value.
    func nulls(of rows: Int) -> Int { rows - measure.present + measure.nullTextRows }
}
