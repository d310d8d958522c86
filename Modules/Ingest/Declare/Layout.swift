import Warehouse

/// One kind of file: the fields it has, and what each column of the table is made of.
///
/// A file has this layout when its header holds the fields, in any order and with any case, spaces or underscores.
public struct Layout: Sendable, Hashable {
    /// What people call it: `since 2021`.
    public let name: String
    /// Its fields.
    public let fields: [Field]
    /// Columns made of more than one field; all others are the field that names them, or null.
    public let select: [ColumnName: ColumnExpression]

    /// A layout from its parts.
    public init(_ name: String, fields: [Field], select: [ColumnName: ColumnExpression] = [:]) {
        (self.name, self.fields, self.select) = (name, fields, select)
    }

    /// The columns that its measures fill.
    public var measured: [Column] {
        fields.compactMap {
            if case .measure(let unit) = $0.reading { Column($0.column, unit.columnType) } else { nil }
        }
    }

    /// The names of its measures in the file, in order.
    public var measures: [String] {
        fields.compactMap { if case .measure = $0.reading { $0.name } else { nil } }
    }

    /// What a column of the table is made of; nil when this layout has nothing for it.
    func expression(for column: ColumnName) -> ColumnExpression? {
        select[column] ?? fields.first { $0.column == column }.map { ColumnExpression(field: $0) }
    }
}

/// A field of a file: its name there, how it is read, and the column it fills.
public struct Field: Sendable, Hashable {
    /// How a field is read.
    enum Reading: Sendable, Hashable {
        /// By the engine, as this type.
        case typed(ColumnType)
        /// As text, then as a time in ISO form or as `month/day/year hour:minute[:second]`.
        case moment
        /// As a number in the unit that the file names, converted to this one.
        case measure(MeasureUnit)
    }

    /// Its name in the file.
    public let name: String
    /// The column it fills, unless the layout's `select` says otherwise.
    public let column: ColumnName
    let reading: Reading

    /// A field that is read as `type` and fills `column`, by default the one of its own name.
    public init(_ name: String, _ type: ColumnType, to column: ColumnName? = nil) {
        self.init(name, .typed(type), to: column)
    }

    private init(_ name: String, _ reading: Reading, to column: ColumnName?) {
        self.name = name
        self.column = column ?? ColumnName(stringLiteral: FieldName.identifier(name))
        self.reading = reading
    }

    /// A field of text.
    public static func text(_ name: String, to column: ColumnName? = nil) -> Field { Field(name, .text, to: column) }
    /// A field of whole numbers.
    public static func integer(_ name: String, to column: ColumnName? = nil) -> Field {
        Field(name, .integer, to: column)
    }
    /// A field of numbers.
    public static func double(_ name: String, to column: ColumnName? = nil) -> Field {
        Field(name, .double, to: column)
    }
    /// A field of times in ISO form: `2024-05-01 06:00:00`.
    public static func timestamp(_ name: String, to column: ColumnName? = nil) -> Field {
        Field(name, .timestamp, to: column)
    }
    /// A field of times whose form changes from file to file: ISO, or `5/1/2024 6:00[:00]`.
    public static func moment(_ name: String, to column: ColumnName? = nil) -> Field {
        Field(name, .moment, to: column)
    }
    /// A field of numbers that are brought to one unit, whatever unit the file states.
    public static func measure(_ name: String, in unit: MeasureUnit, to column: ColumnName? = nil) -> Field {
        Field(name, .measure(unit), to: column)
    }

    /// The name under which expressions find it: `start station id` is `start_station_id`.
    var identifier: ColumnName { ColumnName(stringLiteral: FieldName.identifier(name)) }

    /// The type that the engine reads.
    var type: ColumnType {
        switch reading {
        case .typed(let type): type
        case .moment: .text
        case .measure(let unit): unit.columnType
        }
    }

    /// The type after it was read.
    var resultType: ColumnType { if case .moment = reading { .timestamp } else { type } }
}

/// How names of fields compare.
enum FieldName {
    /// A name without what differs between files: case, spaces, underscores.
    static func key(_ name: String) -> String { String(name.lowercased().filter { $0.isLetter || $0.isNumber }) }

    /// A name as an identifier: `Start Station ID` is `start_station_id`; never empty.
    static func identifier(_ name: String) -> String {
        let words = name.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "_") }
        return words.isEmpty ? "field" : words.joined(separator: "_")
    }
}
