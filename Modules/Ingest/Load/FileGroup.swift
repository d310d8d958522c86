import Warehouse

/// Files that are read by one scan: they follow one another, and have the same fields in the same order.
struct FileGroup {
    /// A scan reads at most this many bytes, so that progress can be told.
    static let limitBytes = 512 << 20

    let files: [DataFile]

    var layout: Layout { files[0].layout }
    var fields: [DataFile.PresentField] { files[0].fields }
    var bytes: Int { files.reduce(0) { $0 + $1.bytes } }

    /// The length of what stands before `shown` in each path; the same for all files of a group.
    var prefixLength: Int { files[0].path.count - files[0].shown.count }

    /// The files in their order, cut into groups.
    static func groups(_ files: [DataFile]) -> [FileGroup] {
        var groups: [[DataFile]] = []
        for file in files {
            if let last = groups.last, let first = last.first, first.layout == file.layout, first.fields == file.fields,
                first.path.count - first.shown.count == file.path.count - file.shown.count,
                last.reduce(file.bytes, { $0 + $1.bytes }) <= limitBytes
            {
                groups[groups.count - 1].append(file)
            } else {
                groups.append([file])
            }
        }
        return groups.map(FileGroup.init(files:))
    }
}
