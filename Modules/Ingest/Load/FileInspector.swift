import CSV
import Diagnostics
import Foundation
import Warehouse

/// Looks at the beginning of data files: what they are, and which layout they have.
struct FileInspector {
    let resource: Resource
    let contract: SchemaContract
    let folder: LandingFolder

    /// The data files in these paths of a landed file; `connection` is asked where the engine knows the format.
    func inspect(
        _ paths: [URL], of file: LandedFile, _ connection: any EngineConnection
    ) throws -> [DataFile] {
        try paths.map { path in
            try refuseWhatIsNoData(path, of: file)
            var found = DataFile(
                path: path.path, shown: shown(path, of: file), landedName: file.name, bytes: Self.size(path),
                layout: resource.layouts[0], fields: resource.layouts[0].fields.map(Self.present))
            switch resource.format {
            case .columnarJSON: break
            case .csv, .parquet:
                (found.layout, found.fields) = try match(try header(of: path, connection), contract.vanishedField, path)
                found.vanished = found.unread
            case .json, .jsonLines: try inspectRecords(&found, path, connection)
            }
            return found
        }
    }

    /// Records need not have every field: those that are missing are read as null, and judged over all files.
    private func inspectRecords(_ file: inout DataFile, _ path: URL, _ connection: any EngineConnection) throws {
        guard try hasRecords(path, connection) else { return }
        let names = try header(of: path, connection)
        (file.layout, file.fields) = try match(names, .null, path)
        file.absent = Set(file.unread)
        file.fields += file.unread.map(Self.present)
    }

    private func match(
        _ header: [String], _ vanishedField: SchemaContract.VanishedField, _ path: URL
    ) throws -> (layout: Layout, fields: [DataFile.PresentField]) {
        let isCSV = if case .csv = resource.format { true } else { false }
        return try LayoutMatch(layouts: resource.layouts, scansByName: !isCSV, vanishedField: vanishedField)
            .match(header, place: SourceLocation(file: path.path))
    }

    private func hasRecords(_ path: URL, _ connection: any EngineConnection) throws -> Bool {
        // Any type will do: what is asked is whether there is a record, and a sniffed scan of none has no columns.
        let columns = resource.layouts[0].fields.map { Column($0.identifier, .json) }
        let relation = try connection.relation(
            of: FileScan([path.path], format: resource.format.scan, columns: columns))
        do { return try connection.read("select 1 from \(relation) limit 1").rowCount > 0 } catch {
            throw WeirError.unreadableDocument(error, path: path.path, shown: path.lastPathComponent)
        }
    }

    private static func present(_ field: Field) -> DataFile.PresentField {
        DataFile.PresentField(
            scanned: (try? ColumnName(field.name)) ?? field.identifier, identifier: field.identifier, declared: field)
    }

    private static func size(_ file: URL) -> Int {
        (try? file.resourceValues(forKeys: [.fileSizeKey]).fileSize) ?? 0
    }

    private func shown(_ path: URL, of file: LandedFile) -> String {
        let root = folder.unpacked("").path
        let prefix = root.hasSuffix("/") ? root : root + "/"
        return path.path.hasPrefix(prefix) ? String(path.path.dropFirst(prefix.count)) : file.name
    }

    private func refuseWhatIsNoData(_ path: URL, of file: LandedFile) throws {
        guard let handle = FileHandle(forReadingAtPath: path.path) else { return }
        defer { try? handle.close() }
        let bytes = try handle.read(upToCount: 256) ?? Data()
        let start = String(decoding: bytes, as: UTF8.self).drop { $0.isWhitespace || $0 == "\u{FEFF}" }
        guard !start.isEmpty else { throw WeirError.emptyFile(shown(path, of: file), address: file.address) }
        let lower = start.lowercased()
        if lower.hasPrefix("<!doctype html") || lower.hasPrefix("<html") || lower.hasPrefix("<?xml") {
            throw WeirError.pageInsteadOfData(shown(path, of: file), address: file.address)
        }
    }

    private func header(of path: URL, _ connection: any EngineConnection) throws -> [String] {
        if case .csv(let delimiter, _, _) = resource.format {
            do {
                let reader = try CSVReader(file: path, delimiter: delimiter.asciiValue ?? 44, allowsRagged: true)
                return try reader.header()
            } catch { throw error.inFile(path.path) }
        }
        let names = try DialectSQL.fieldNames(resource.format.scan, connection.dialect) {
            try String(contentsOf: path, encoding: .utf8)
        }
        if let names { return try connection.read(names).rows.map { $0[0].description } }
        let relation = try connection.relation(of: FileScan([path.path], format: resource.format.scan))
        return try connection.read("select * from \(relation) limit 0").columns.map(\.name.name)
    }
}
