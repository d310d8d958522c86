import DurableFiles
import Foundation

extension GitRepository {
    /// Objects of the repository by name (`main:context/spec`, an id), all by one call; nil for what is not there.
    ///
    /// A name has no line break. Trees come as git stores them: `treeEntries` reads them.
    func objects(_ names: [String]) async throws -> [Data?] {
        guard !names.isEmpty else { return [] }
        let folder = try TemporaryDirectory(prefix: "awos-objects")
        let (input, output) = (folder.file("names"), folder.file("objects"))
        try Data(names.map { $0 + "\n" }.joined().utf8).write(to: input)
        try await run(["cat-file", "--batch", "--buffer"], input: input, output: output)
        var rest = try Data(contentsOf: output)[...]
        return names.map { _ in Self.nextObject(&rest) }
    }

    /// Takes one answer off: `id type size`, a line break, the bytes, a line break; or a line that ends otherwise.
    private static func nextObject(_ rest: inout Data) -> Data? {
        guard let end = rest.firstIndex(of: 0x0A) else { return nil }
        let words = rest[..<end].split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
        rest = rest[(end + 1)...]
        guard words.count >= 3, words.last != "missing", let size = Int(words[words.count - 1]), rest.count > size
        else {
            return nil
        }
        defer { rest = rest.dropFirst(size + 1) }
        return Data(rest.prefix(size))
    }

    /// The names and ids in a tree object.
    static func treeEntries(_ tree: Data, idBytes: Int) -> [(name: String, id: String, isFolder: Bool)] {
        var entries: [(name: String, id: String, isFolder: Bool)] = []
        var rest = tree[...]
        while let space = rest.firstIndex(of: 0x20), let end = rest[space...].firstIndex(of: 0),
            rest.distance(from: end, to: rest.endIndex) > idBytes
        {
            let id = rest[(end + 1)..<(end + 1 + idBytes)]
            entries.append(
                (
                    String(decoding: rest[(space + 1)..<end], as: UTF8.self), id.map(Self.hexadecimal).joined(),
                    rest[..<space].elementsEqual("40000".utf8)
                ))
            rest = rest[(end + 1 + idBytes)...]
        }
        return entries
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
}
