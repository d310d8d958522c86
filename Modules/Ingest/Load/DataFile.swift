import Warehouse

/// A file whose rows go into a table: where it is, what it is, and which fields it has.
struct DataFile: Sendable, Hashable {
    /// A field that stands in a file.
    struct PresentField: Sendable, Hashable {
        /// The name under which the engine reads it: in files with names of their own, that name.
        let scanned: ColumnName
        /// The name under which expressions find it.
        let identifier: ColumnName
        /// The layout's field; nil for one that was not declared.
        let declared: Field?

        /// Whether it is read as a time whose form changes.
        var isMoment: Bool { if case .moment = declared?.reading { true } else { false } }
    }

    /// Its absolute path.
    let path: String
    /// Its path as rows and people know it: the landed file, then the member.
    let shown: String
    /// The name of the landed file that it is or was in.
    let landedName: String
    let bytes: Int
    var layout: Layout
    /// Its fields in the order of the file.
    var fields: [PresentField]

    /// The fields that were not declared.
    var newFields: [ColumnName] { fields.filter { $0.declared == nil }.map(\.identifier) }

    /// The declared fields that it does not have; of records, those that none of the load's files has.
    var vanished: [Field] = []

    /// The declared fields that none of its records has, where records need not have all; nil when it has no records.
    var absent: Set<Field>?

    /// The declared fields that are not read from it.
    var unread: [Field] {
        let read = Set(fields.compactMap(\.declared))
        return layout.fields.filter { !read.contains($0) }
    }
}
