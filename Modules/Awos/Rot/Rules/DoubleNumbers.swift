import Diagnostics

extension RotRule {
    /// A number belongs to one spec, over all branches.
    static let doubleNumbers = RotRule { world in
        let here = world.specs.map { (name: $0.folder.name, shown: $0.folder.path) }
        let others = world.branches.names.map { (name: $0.folder, shown: "\($0.folder) on \($0.branch)") }
        let byNumber = Dictionary(grouping: here + others) { SpecNumber($0.name) }
        return world.specs.compactMap { spec in
            let same = byNumber[spec.folder.number]?.filter { $0.name != spec.folder.name } ?? []
            guard !same.isEmpty else { return nil }
            let place = SourceLocation(file: "\(spec.folder.path)/\(FunctionalSpec.fileName)")
            return Diagnostic(.doubleNumber(spec.folder.number, same.map(\.shown), at: place))
        }
    }
}
