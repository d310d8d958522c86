import Diagnostics
import DurableFiles
import Foundation

/// A spec under another number: its folder, and every place inside that names the old one.
public struct Renumbering: Sendable {
    /// The folder as it is.
    public let folder: SpecFolder
    /// The number that it gets.
    public let number: SpecNumber
    /// Its name then.
    public var name: String { "\(number)" + folder.name.drop { $0.isNumber } }
    /// Its path then.
    public var path: String { folder.tree.shown(folder.tree.specs.appending(path: name)) }
    /// The files, by their paths inside of the folder, with the content they get.
    public let files: [(path: String, content: Data)]

    /// Plans it; throws when the number is taken. The next free number if none is given.
    public init(_ folder: SpecFolder, to wanted: SpecNumber?, _ numbers: SpecNumbers) throws {
        if let wanted, wanted == folder.number { throw WeirError.sameNumber(wanted) }
        let number = try wanted.map { try numbers.free($0) } ?? numbers.next
        (self.folder, self.number) = (folder, number)
        let names = FileManager.default.enumerator(atPath: folder.place.path)?.compactMap { $0 as? String } ?? []
        files = names.sorted().compactMap { name in
            let place = folder.file(name)
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: place.path, isDirectory: &isFolder), !isFolder.boolValue,
                let content = FileManager.default.contents(atPath: place.path)
            else { return nil }
            guard !name.hasPrefix("\(SampleFile.folder)/"), let text = String(validating: content, as: UTF8.self) else {
                return (name, content)
            }
            return (Self.rewritten(name, folder, number), Data(Self.rewritten(text, folder, number).utf8))
        }
    }

    /// A text in which ids of the old number are those of the new one.
    static func rewritten(_ text: String, _ folder: SpecFolder, _ number: SpecNumber) -> String {
        let old = "\(folder.number)"
        var text = text
        for tail in [
            #"(?=-T\d)"#, #"(?=/AC-\d)"#,
            "(?=\(NSRegularExpression.escapedPattern(for: String(folder.name.drop { $0.isNumber })))\\b)",
        ] {
            text = text.replacingOccurrences(of: "\\b\(old)\(tail)", with: "\(number)", options: .regularExpression)
        }
        text = text.replacingOccurrences(
            of: "(?m)^id: \(old)(?=\\r?$)", with: "id: \(number)", options: .regularExpression)
        return text.replacingOccurrences(of: "(?m)^# \(old):", with: "# \(number):", options: .regularExpression)
    }

    /// Writes the new folder, then removes the old one; killed between them, both are there and the call can be repeated.
    public func apply() throws {
        let place = folder.tree.specs.appending(path: name, directoryHint: .isDirectory)
        let partial = folder.tree.specs.appending(path: ".\(name).partial", directoryHint: .isDirectory)
        if FileManager.default.fileExists(atPath: place.path) { throw WeirError.fileExists(path) }
        try? FileManager.default.removeItem(at: partial)
        for file in files {
            let target = partial.appending(path: file.path)
            try DurableFile.createFolder(target.deletingLastPathComponent())
            try DurableFile.write(file.content, to: target)
        }
        try DurableFile.rename(partial, to: place)
        try FileManager.default.removeItem(at: folder.place)
    }
}
