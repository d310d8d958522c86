/// The names that a part of a template has set, over those of the part around it.
final class Scope {
    private(set) var values: [String: JinjaValue]
    let parent: Scope?

    init(parent: Scope?, values: [String: JinjaValue] = [:]) {
        self.parent = parent
        self.values = values
    }

    func set(_ name: String, _ value: JinjaValue) { values[name] = value }

    func get(_ name: String) -> JinjaValue? {
        var scope: Scope? = self
        while let current = scope {
            if let value = current.values[name] { return value }
            scope = current.parent
        }
        return nil
    }

    /// All names that can be seen from here.
    var names: [String] { Array(values.keys) + (parent?.names ?? []) }
}
