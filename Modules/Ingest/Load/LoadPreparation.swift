import Diagnostics
import Foundation
import Warehouse

/// Makes a landing ready to be loaded: archives unpacked, every data file looked at.
struct LoadPreparation {
    let source: Source
    let settings: SettingValues
    let engine: any Engine

    /// The data files of each table, in the order in which their rows count.
    struct Prepared: Sendable {
        var manifest: LandingManifest
        var files: [TableName: [DataFile]] = [:]
        /// What a table's load passes over, in words.
        var notes: [TableName: [String]] = [:]
    }

    func prepare(_ folder: LandingFolder, _ manifest: LandingManifest) async throws -> Prepared {
        folder.removeUnpacked()
        var prepared = Prepared(manifest: manifest)
        for (index, file) in manifest.files.enumerated() {
            try Task.checkCancellation()
            let unpacker = Unpacker(folder: folder, memberEndings: memberEndings(file))
            let paths = try await offload { try unpacker.dataFiles(of: file) }
            let parts = RecordedParts(of: file, for: source.resources)
            let lacking = try await engine.withConnection { connection in
                try paths.map { try parts.lacking(in: $0, connection) }
            }
            for resource in source.resources where file.tables.contains(resource.table) {
                let inspector = FileInspector(
                    resource: resource, contract: try settings.contract(resource.contract), folder: folder)
                let held = zip(paths, lacking).filter { $1[resource.table] == nil }.map(\.0)
                let found = try await engine.withConnection { try inspector.inspect(held, of: file, $0) }
                for (path, lacking) in zip(paths, lacking) {
                    guard let part = lacking[resource.table] else { continue }
                    prepared.notes[resource.table, default: []].append(
                        "passed over, has no '\(part)': \(path.lastPathComponent)")
                }
                prepared.files[resource.table, default: []] += found
                prepared.manifest.files[index].members = found.map { Self.member($0, folder) }
            }
        }
        for resource in source.resources {
            try judgeAbsentFields(
                &prepared.files[resource.table, default: []], try settings.contract(resource.contract))
        }
        return prepared
    }

    /// A field of records is gone when no file of the load has it.
    private func judgeAbsentFields(_ files: inout [DataFile], _ contract: SchemaContract) throws {
        let seen = files.indices.filter { files[$0].absent != nil }
        guard let first = seen.first, let start = files[first].absent else { return }
        let gone = seen.reduce(start) { $0.intersection(files[$1].absent ?? []) }
        let fields = files[first].layout.fields.filter(gone.contains)
        guard !fields.isEmpty else { return }
        files[first].vanished = fields
        if contract.vanishedField == .fail {
            throw WeirError.vanishedFields(
                fields.map(\.name), layout: files[first].layout, undeclared: files[first].newFields.map(\.name),
                at: SourceLocation(file: files[first].path))
        }
    }

    private func memberEndings(_ file: LandedFile) -> [String] {
        let resource = source.resources.first { file.tables.contains($0.table) }
        if case .files(let files) = resource?.extraction { return files.memberEndings }
        return []
    }

    private static func member(_ file: DataFile, _ folder: LandingFolder) -> LandedFile.Member {
        LandedFile.Member(
            path: String(file.path.dropFirst(folder.folder.path.count).drop { $0 == "/" }), layout: file.layout.name,
            fields: file.fields.map(\.identifier.name))
    }
}
