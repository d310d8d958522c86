import Diagnostics
import Foundation
import Warehouse

/// A table of records as JSON, one a row in the column `j`.
struct JSONRaw {
    /// How a file's records stand in it.
    enum Form: String {
        case newline = "newline_delimited"
        case array
        case unstructured
    }

    /// One record may be this long.
    static let recordBytes = 32 << 20

    let bench: Workbench
    let table: TableName

    init(_ bench: Workbench) throws {
        self.bench = bench
        table = try bench.newTable()
        try bench.run("create temp table \(table.name) (j json)")
    }

    /// Adds the records of a file.
    func add(_ file: URL, _ form: Form, shown: String, limitBytes: Int = recordBytes) throws {
        do {
            try bench.run(
                """
                insert into \(table.name) select json from read_json_objects(\(bench.path(file)), \
                format = '\(form.rawValue)', maximum_object_size = \(limitBytes)) where json is not null
                """)
        } catch let error as WeirError where DelimitedLoader.isOfTheFile(error) {
            throw WeirError.brokenJSON(shown)
        }
    }
}
