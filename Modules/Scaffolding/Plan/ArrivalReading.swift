import Foundation

extension Arrival.Place {
    /// What a place, paging and credential look like in words, for the error of anything else.
    public static let expectation =
        "a folder of the project (data/air_quality), or an http(s) address; `{from}` and `{to}` stand for days in a query"

    /// The place that a text names: a path below the project's root, or an address; nil for anything else.
    ///
    /// An address of JSON records is an API, whose query may hold `{from}` and `{to}`; any other one is files.
    public init?(_ text: String, isRecords: Bool, paging: APIPlan.Paging, credential: APIPlan.Credential) {
        guard text.contains("://") else {
            let names = text.split(separator: "/", omittingEmptySubsequences: false)
            let isBelow = !text.isEmpty && !text.hasPrefix("/") && !names.contains("..") && !text.contains("\\")
            guard isBelow, text.wholeMatch(of: /[A-Za-z0-9._\/-]+/) != nil else { return nil }
            self = .folder(text.hasSuffix("/") ? String(text.dropLast()) : text)
            return
        }
        let parts = text.split(separator: "?", maxSplits: 1).map(String.init)
        guard let url = URL(string: parts[0]), ["http", "https"].contains(url.scheme), url.host?.isEmpty == false,
            url.user == nil, url.password == nil
        else { return nil }
        guard isRecords else {
            self = .files(text)
            return
        }
        let query = (parts.count > 1 ? parts[1] : "").split(separator: "&").map { part in
            let pair = part.split(separator: "=", maxSplits: 1).map { String($0).removingPercentEncoding ?? String($0) }
            return APIPlan.Parameter(pair[0], pair.count > 1 ? pair[1] : "")
        }
        let isWindowed = query.contains { $0.text.contains("{from}") || $0.text.contains("{to}") }
        self = .api(
            APIPlan(
                address: parts[0], query: query, paging: paging, credential: credential,
                windowDays: isWindowed ? 31 : nil))
    }
}

extension APIPlan.Paging {
    /// The words that can be said.
    public static let expectation =
        "none, page PARAMETER, offset PARAMETER LIMIT_PARAMETER LIMIT, cursor PARAMETER PATH, next PATH, or link"

    /// The paging that words name: `page page`, `offset start limit 100`, `cursor after meta.next`, `next links.next`, `link`.
    public init?(_ text: String) {
        let words = text.split(separator: " ").map(String.init)
        let path = { (word: String) in word.split(separator: ".").map(String.init) }
        switch (words.first, words.count) {
        case ("none", 1): self = .none
        case ("page", 2): self = .page(parameter: words[1])
        case ("offset", 4):
            guard let limit = Int(words[3]), limit > 0 else { return nil }
            self = .offset(parameter: words[1], limitParameter: words[2], limit: limit)
        case ("cursor", 3): self = .cursor(parameter: words[1], next: path(words[2]))
        case ("next", 2): self = .nextAddress(path(words[1]))
        case ("link", 1): self = .linkHeader
        default: return nil
        }
    }
}

extension APIPlan.Credential {
    /// The words that can be said.
    public static let expectation = "none, bearer NAME, header HEADER NAME, or query PARAMETER NAME"

    /// The credential that words name; the secret itself is never among them, only the name it has in the environment.
    public init?(_ text: String) {
        let words = text.split(separator: " ").map(String.init)
        let isName = { (word: String) in word.wholeMatch(of: /[A-Z][A-Z0-9_]*/) != nil }
        switch (words.first, words.count) {
        case ("none", 1): self = .none
        case ("bearer", 2) where isName(words[1]): self = .bearer(secret: words[1])
        case ("header", 3) where isName(words[2]): self = .header(words[1], secret: words[2])
        case ("query", 3) where isName(words[2]): self = .query(words[1], secret: words[2])
        default: return nil
        }
    }
}
