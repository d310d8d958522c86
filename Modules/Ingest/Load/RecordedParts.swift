import Diagnostics
import Foundation
import Warehouse

/// Which parts of an API recorded answers hold: whoever recorded one may have asked for days alone.
///
/// An answer that Weir asked for itself holds every part, or is refused.
struct RecordedParts {
    /// The part of each resource that a landed file is for: the key under which its arrays stand.
    private let keys: [(table: TableName, key: String)]

    /// The parts that a landed file may lack; none where it was asked for, or fills one table alone.
    init(of file: LandedFile, for resources: [Resource]) {
        let parts = resources.compactMap { resource -> (TableName, String)? in
            guard file.tables.contains(resource.table), case .columnarJSON(let key, _) = resource.format else {
                return nil
            }
            return (resource.table, key)
        }
        keys = file.isRecorded && parts.count > 1 ? parts : []
    }

    /// The tables whose part a document lacks while it holds that of another, each with the name of the part.
    ///
    /// One that holds no part at all lacks none: it is no such answer, and whoever reads it says so.
    func lacking(in path: URL, _ connection: any EngineConnection) throws -> [TableName: String] {
        guard !keys.isEmpty else { return [:] }
        let document = try DialectSQL.document(path.path, connection.dialect) {
            try String(contentsOf: path, encoding: .utf8)
        }
        let found: Table
        do { found = try connection.read(DialectSQL.holds(keys.map(\.key), document, connection.dialect)) } catch {
            throw WeirError.unreadableDocument(error, path: path.path, shown: path.lastPathComponent)
        }
        let lacking = keys.enumerated().filter { found[0, $0.offset].isNull }.map(\.element)
        guard lacking.count < keys.count else { return [:] }
        return Dictionary(lacking.map { ($0.table, $0.key) }) { $1 }
    }
}
