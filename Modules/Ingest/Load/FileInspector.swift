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
        let matching = LayoutMatch(
            layouts: resource.layouts, columns: resource.columns, vanishedField: contract.vanishedField)
        return try paths.map { path in
            let place = SourceLocation(file: path.path)
            try refuseWhatIsNoData(path, of: file)
            let (layout, fields) =
                if case .columnarJSON = resource.format {
                    (resource.layouts[0], resource.layouts[0].fields.map(Self.present))
                } else {
                    try matching.match(try header(of: path, connection), place: place)
                }
            return DataFile(
                path: path.path, shown: shown(path, of: file), landedName: file.name, bytes: Self.size(path),
                layout: layout, fields: fields)
        }
    }

    private static func present(_ field: Field) -> DataFile.PresentField {
        DataFile.PresentField(identifier: field.identifier, declared: field)
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
        let format: FileScan.Format
        switch resource.format {
        case .csv(let delimiter, _):
            do {
                let reader = try CSVReader(file: path, delimiter: delimiter.asciiValue ?? 44, allowsRagged: true)
                return try reader.header()
            } catch { throw error.inFile(path.path) }
        case .json(let keys): format = .json(path: keys)
        case .jsonLines: format = .jsonLines
        case .parquet: format = .parquet
        case .columnarJSON: return []
        }
        let relation = try connection.relation(of: FileScan([path.path], format: format))
        return try connection.read("select * from \(relation) limit 0").columns.map(\.name.name)
    }
}
