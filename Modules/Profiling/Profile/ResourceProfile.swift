/// One table's worth of a sample: how it is written, what it holds, and how its rows are told apart.
public struct ResourceProfile: Sendable, Hashable {
    /// A name as an identifier; unique in the source.
    public var name: Choice<String>
    /// The files, archive members or sheets that it was read from, as the sample calls them.
    public var files: [String]
    /// How they are written.
    public var format: SampleFormat
    /// For a nested list: the resource that holds it and the path to the list in a record.
    public var parent: NestedIn?
    /// How many rows it has, without headers, titles, footers and blank lines.
    public var rows: Int
    /// Its columns in order.
    public var columns: [ColumnProfile]
    /// The columns that tell a row from all others; empty when there are none, and a hash of the row has to do.
    public var key: Choice<[String]>
    /// The column that tells what is new, where there is one.
    public var cursor: Choice<String?>
    /// The zone that its moments are in, where it has any.
    public var timeZone: Choice<String?>?
    /// How often a new row of a series comes: `hourly`, `daily`, …, where a column tells.
    public var cadence: Choice<String?>?
    /// Columns that are values of one dimension, and what turning them into rows would give.
    public var unpivot: Unpivot?
    /// How many rows are equal to an earlier one in every column.
    public var duplicateRows: Int
    /// Columns whose values are keys of another resource.
    public var foreignKeys: [ForeignKey]
    /// What a person should know before relying on it.
    public var warnings: [String]

    /// A resource from its parts.
    public init(
        name: Choice<String>, files: [String], format: SampleFormat, parent: NestedIn? = nil, rows: Int,
        columns: [ColumnProfile], key: Choice<[String]>, cursor: Choice<String?>, timeZone: Choice<String?>? = nil,
        cadence: Choice<String?>? = nil, unpivot: Unpivot? = nil, duplicateRows: Int = 0,
        foreignKeys: [ForeignKey] = [], warnings: [String] = []
    ) {
        (self.name, self.files, self.format, self.parent) = (name, files, format, parent)
        (self.rows, self.columns, self.key, self.cursor) = (rows, columns, key, cursor)
        (self.timeZone, self.cadence, self.unpivot) = (timeZone, cadence, unpivot)
        (self.duplicateRows, self.foreignKeys, self.warnings) = (duplicateRows, foreignKeys, warnings)
    }

    /// The column of this name: the one that holds, or the one that the profiler had made.
    public func column(_ name: String) -> ColumnProfile? {
        columns.first { $0.name.value == name } ?? columns.first { $0.name.made == name }
    }

    /// The key's columns in order; empty where a hash of the row has to do.
    public var keyColumns: [ColumnProfile] { key.value.compactMap(column) }

    /// Whether rows are told apart by a hash of all their columns, for want of a key.
    public var needsRowHash: Bool { key.value.isEmpty }

    /// Every question that is open, with its place.
    public var openQuestions: [String] {
        let own =
            format.openQuestions
            + [
                key.isOpen ? key.question : nil, cursor.isOpen ? cursor.question : nil,
                timeZone?.isOpen == true ? timeZone?.question : nil,
                unpivot?.take.isOpen == true ? unpivot?.take.question : nil,
            ].compactMap(\.self)
        return own.map { "\(name.value): \($0)" }
            + columns.flatMap { column in
                column.openQuestions.map { "\(name.value).\(column.name.value): \($0)" }
            }
    }
}

/// Where a nested list lies.
public struct NestedIn: Sendable, Hashable {
    /// The resource whose records hold the list.
    public var resource: String
    /// The keys that lead from a record to the list.
    public var path: [String]
    /// Columns here that repeat the parent's key; empty where the parent has none.
    public var parentKey: [String]

    /// A place from its parts.
    public init(resource: String, path: [String], parentKey: [String]) {
        (self.resource, self.path, self.parentKey) = (resource, path, parentKey)
    }
}

/// Columns whose values are, as far as the sample goes, keys of another resource.
public struct ForeignKey: Sendable, Hashable {
    /// The column here.
    public var column: String
    /// The other resource.
    public var resource: String
    /// Its column, which is unique there.
    public var references: String
    /// How many rows hold a value that the other resource does not have; 0 when the guess was verified.
    public var orphans: Int
    /// Whether it holds, and why it was guessed.
    public var holds: Choice<Bool>

    /// A foreign key from its parts.
    public init(column: String, resource: String, references: String, orphans: Int, holds: Choice<Bool>) {
        (self.column, self.resource, self.references) = (column, resource, references)
        (self.orphans, self.holds) = (orphans, holds)
    }
}

/// A wide table read as a long one: columns that are values of one dimension become rows.
public struct Unpivot: Sendable, Hashable {
    /// Whether to do it.
    public var take: Choice<Bool>
    /// The columns that become rows, in order.
    public var columns: [String]
    /// What each of their headers stands for, where it is a day or a month: `2024-05-01`; in the same order.
    public var labels: [String]
    /// The column that receives the labels.
    public var labelColumn: String
    /// The column that receives the values.
    public var valueColumn: String
    /// What tells a row of the long table from all others.
    public var key: [String]
    /// How many rows the long table has, without those that have no value.
    public var rows: Int

    /// An offer from its parts.
    public init(
        take: Choice<Bool>, columns: [String], labels: [String], labelColumn: String, valueColumn: String,
        key: [String], rows: Int
    ) {
        (self.take, self.columns, self.labels) = (take, columns, labels)
        (self.labelColumn, self.valueColumn, self.key, self.rows) = (labelColumn, valueColumn, key, rows)
    }
}
