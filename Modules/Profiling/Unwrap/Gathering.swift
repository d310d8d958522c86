import Archive
import Diagnostics
import Foundation

/// All files of a sample, unpacked.
struct Gathered: Sendable {
    var files: [DataFile] = []
    var bytes = 0
    /// The file as it came, for a single one.
    var packed: URL?
    /// The digest of that file.
    var sha256: String?
    var packing: [String] = []
    /// Whether there may be files that are no data: in a folder or an archive.
    var isCollection = false
}

/// Finds the files of a sample: itself, those in a folder, those in archives, the sheets of workbooks.
struct Gathering {
    static let mostFiles = 2000
    static let mostLevels = 4

    let folder: WorkFolder

    /// A file, which people call `shown`; blocks.
    func file(_ place: URL, shown: String) throws -> Gathered {
        var gathered = Gathered()
        gathered.bytes = try FileBytes.size(of: place, shown: shown)
        gathered.packed = place
        try add(place, shown: shown, isInside: false, to: &gathered)
        return gathered
    }

    /// Every file of a folder and of those below it, without hidden ones; blocks.
    func folder(_ place: URL, shown: String) throws -> Gathered {
        var gathered = Gathered(isCollection: true)
        for path in try paths(in: place, below: "", levels: Self.mostLevels).sorted() {
            let file = place.appending(path: path)
            gathered.bytes += try FileBytes.size(of: file, shown: path)
            try add(file, shown: DisplayText.shown(path, atMost: 200), isInside: true, to: &gathered)
        }
        guard !gathered.files.isEmpty else { throw WeirError.emptyFolder(shown) }
        return gathered
    }

    private func paths(in root: URL, below folder: String, levels: Int) throws -> [String] {
        let names: [String]
        do { names = try FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path) } catch {
            throw WeirError.unreadableSample(root.appending(path: folder).path, errno: EACCES)
        }
        var found: [String] = []
        for name in names.sorted() where !name.hasPrefix(".") && name != "__MACOSX" {
            let path = folder.isEmpty ? name : folder + "/" + name
            var status = stat()
            // A link may lead anywhere: only what lies in the folder itself is looked at.
            guard lstat(root.appending(path: path).path, &status) == 0 else { continue }
            switch status.st_mode & S_IFMT {
            case S_IFREG: found.append(path)
            case S_IFDIR where levels > 1: found += try paths(in: root, below: path, levels: levels - 1)
            default: break
            }
            if found.count > Self.mostFiles { throw WeirError.tooManyFiles(root.lastPathComponent, Self.mostFiles) }
        }
        return found
    }

    private func add(_ place: URL, shown: String, isInside: Bool, to gathered: inout Gathered) throws {
        let head = try FileBytes.read(place, from: 0, count: 512, shown: shown)
        guard let kind = ArchiveKind.of(bytes: head) else {
            gathered.files.append(DataFile(place, shown: shown))
            return
        }
        do {
            if kind == .zip, let document = try OfficeDocument.of(place) {
                gathered.packing = isInside ? gathered.packing : ["xlsx"]
                gathered.isCollection = true
                gathered.files += try document.sheets(of: place, shown: shown, folder: folder)
                return
            }
            let unpacked = try Unpacking(folder: folder).unpack(place, shown: shown)
            if !isInside { gathered.packing = [kind == .zstandard ? "zstd" : kind.rawValue] }
            gathered.isCollection = gathered.isCollection || kind == .zip || kind == .tar
            for file in unpacked { try addMember(file, to: &gathered) }
        } catch let error as WeirError { throw error.asWrongCall }
    }

    /// A member may be a workbook; archives within archives are unpacked already.
    private func addMember(_ file: DataFile, to gathered: inout Gathered) throws {
        let head = try FileBytes.read(file.place, from: 0, count: 512, shown: file.shown)
        guard ArchiveKind.of(bytes: head) == .zip, let document = try OfficeDocument.of(file.place) else {
            gathered.files.append(file)
            return
        }
        gathered.files += try document.sheets(of: file.place, shown: file.shown, folder: folder)
    }
}
