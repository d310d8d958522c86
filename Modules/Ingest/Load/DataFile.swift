import Warehouse

/// A file whose rows go into a table: where it is, what it is, and which fields it has.
struct DataFile: Sendable, Hashable {
    /// A field that stands in a file.
    struct PresentField: Sendable, Hashable {
        /// The name under which it is read.
        let identifier: ColumnName
        /// The layout's field; nil for one that was not declared.
        let declared: Field?
    }

    /// Its absolute path.
    let path: String
    /// Its path as rows and people know it: the landed file, then the member.
    let shown: String
    /// The name of the landed file that it is or was in.
    let landedName: String
    let bytes: Int
    let layout: Layout
    /// Its fields in the order of the file.
    let fields: [PresentField]

    /// The fields that were not declared.
    var newFields: [ColumnName] { fields.filter { $0.declared == nil }.map(\.identifier) }

    /// The declared fields that it does not have.
    var vanished: [Field] {
        let present = Set(fields.compactMap(\.declared))
        return layout.fields.filter { !present.contains($0) }
    }
}
