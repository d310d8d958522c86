/// What a name or an attribute is that stands for nothing: it prints nothing, is false and has no items; calling it or
/// reading its attributes is an error, unless the settings are tolerant.
public struct JinjaUndefined: Sendable, Hashable {
    /// The name or the attribute.
    public let name: String
    /// What has no such attribute, as Jinja2 names it: `dict object`; nil for a plain name.
    public let owner: String?
    /// Names that might have been meant.
    let candidates: [String]

    /// An undefined value of this name.
    public init(name: String, owner: String? = nil) { self.init(name: name, owner: owner, candidates: []) }

    init(name: String, owner: String?, candidates: [String]) {
        self.name = name
        self.owner = owner
        self.candidates = candidates
    }

    /// Why it cannot be used: `'x' is undefined`, `'dict object' has no attribute 'x'`.
    var reason: String { owner.map { "'\($0)' has no attribute '\(name)'" } ?? "'\(name)' is undefined" }
}
