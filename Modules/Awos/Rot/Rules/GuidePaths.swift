extension RotRule {
    /// Every path that a guide names exists, from the root or from the guide's folder.
    static let guidePaths = eachGuide { guide, world in
        let folder = guide.document.file.split(separator: "/").dropLast().joined(separator: "/")
        return guide.words.compactMap { mention in
            guard let path = mention.path else { return nil }
            let places = [path, folder.isEmpty ? path : "\(folder)/\(path)"]
            let exists = places.contains { $0.contains("*") ? world.files.hasMatch($0) : world.files.has($0) }
            guard !exists else { return nil }
            let name = path.split(separator: "/").last ?? ""
            let moved = world.files.paths.first { $0.hasSuffix("/\(name)") }
            return Diagnostic(.gonePath(path, at: mention.place, near: moved.map { "did it move to \($0)?" }))
        }
    }
}
