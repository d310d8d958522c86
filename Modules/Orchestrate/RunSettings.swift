import JSON

/// What a person may say about one run; kept with it, so that a resumed run does the same.
public struct RunSettings: Sendable, Hashable {
    /// The first month or day of the window, as it was written.
    public var from: String?
    /// The last month or day of the window, as it was written.
    public var to: String?
    /// Whether sources and incremental models begin anew.
    public var isFullRefresh: Bool
    /// Whether a month that the feed does not have is passed over.
    public var allowsMissing: Bool

    /// Settings from their parts; by default no window and nothing special.
    public init(from: String? = nil, to: String? = nil, isFullRefresh: Bool = false, allowsMissing: Bool = false) {
        self.from = from
        self.to = to
        self.isFullRefresh = isFullRefresh
        self.allowsMissing = allowsMissing
    }

    /// The settings as a JSON object.
    public var json: JSONValue {
        [
            "from": .optional(from), "to": .optional(to), "full_refresh": .bool(isFullRefresh),
            "allow_missing": .bool(allowsMissing),
        ]
    }

    /// Settings from what `json` wrote; missing keys have their defaults.
    public init(json: JSONValue) {
        self.init(
            from: json["from"]?.string, to: json["to"]?.string, isFullRefresh: json["full_refresh"]?.bool ?? false,
            allowsMissing: json["allow_missing"]?.bool ?? false)
    }
}
