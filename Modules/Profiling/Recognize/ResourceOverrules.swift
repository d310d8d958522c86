import Warehouse

/// What a person took instead of the profiler's choices, in an earlier profile of the same sample.
struct ResourceOverrules: Sendable {
    private let resource: ResourceProfile?

    static let none = ResourceOverrules(nil)

    init(_ resource: ResourceProfile?) { self.resource = resource }

    /// The overrules for a file of the sample.
    init(for file: DataFile, in profile: SourceProfile?) {
        let candidates = profile?.resources.filter { $0.parent == nil } ?? []
        self.init(candidates.first { $0.files.contains(file.shown) } ?? candidates.first { _ in candidates.count == 1 })
    }

    /// The overrules for a list that is nested in a resource.
    static func nested(in resource: String, at path: [String], of profile: SourceProfile?) -> ResourceOverrules {
        ResourceOverrules(
            profile?.resources.first { $0.parent?.path == path && $0.parent?.resource == resource })
    }

    private var delimited: DelimitedFormat? {
        if case .delimited(let format)? = resource?.format { format } else { nil }
    }

    private var layout: TableLayout? {
        switch resource?.format {
        case .delimited(let format): format.layout
        case .sheet(let format): format.layout
        default: nil
        }
    }

    var name: String? { resource?.name.overruled }
    var encoding: String? { delimited?.encoding.overruled }
    var delimiter: String? { delimited?.delimiter.overruled }
    /// Nil where nobody said anything; a nil inside where somebody said that there is none.
    var quote: String?? { delimited?.quote.overruled }
    var headerRow: Int? { layout?.headerRow.overruled }
    var footerRows: Int? { layout?.footerRows.overruled }
    var key: [String]? { resource?.key.overruled }
    var cursor: String?? { resource?.cursor.overruled }
    var timeZone: String?? { resource?.timeZone?.overruled }
    var cadence: String?? { resource?.cadence?.overruled }
    var unpivot: Bool? { resource?.unpivot?.take.overruled }

    var path: [String]? {
        if case .json(let format)? = resource?.format { format.path.overruled } else { nil }
    }

    /// What was said about a column: found by its header and, of equal ones, by its place among them.
    func column(_ original: String, path: [String], occurrence: Int) -> ColumnProfile? {
        let same = resource?.columns.filter { $0.original == original && $0.path == path } ?? []
        return same.indices.contains(occurrence) ? same[occurrence] : nil
    }

    /// What was said about a foreign key.
    func foreignKey(_ column: String, to other: String) -> Bool? {
        resource?.foreignKeys.first { $0.column == column && $0.resource == other }?.holds.overruled
    }
}
