import Warehouse

/// Files that are read by one scan: they follow one another, and have the same fields in the same order.
struct FileGroup {
    let files: [DataFile]

    var layout: Layout { files[0].layout }
    var fields: [DataFile.PresentField] { files[0].fields }
    var bytes: Int { files.reduce(0) { $0 + $1.bytes } }

    /// The length of what stands before `shown` in each path; the same for all files of a group.
    var prefixLength: Int { files[0].path.count - files[0].shown.count }

    /// The files in their order, cut into groups of at most `limitBytes` (a larger file stands alone).
    static func groups(_ files: [DataFile], limitBytes: Int) -> [FileGroup] {
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

/// Consecutive groups that are loaded together, so that progress can be told and a staging table stays small.
struct LoadWave {
    let groups: [FileGroup]

    var files: [DataFile] { groups.flatMap(\.files) }
    var bytes: Int { groups.reduce(0) { $0 + $1.bytes } }

    /// The files in their order, cut into waves of at most `limitBytes` (a larger file stands alone).
    static func waves(_ files: [DataFile], limitBytes: Int) -> [LoadWave] {
        var waves: [[FileGroup]] = []
        var bytes = 0
        for group in FileGroup.groups(files, limitBytes: limitBytes) {
            if waves.isEmpty || bytes + group.bytes > limitBytes {
                waves.append([])
                bytes = 0
            }
            waves[waves.count - 1].append(group)
            bytes += group.bytes
        }
        return waves.map(LoadWave.init(groups:))
    }
}
