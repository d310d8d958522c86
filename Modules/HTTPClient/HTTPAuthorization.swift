import Diagnostics
import Foundation

/// How a request proves who sends it; secrets are added when it goes out and are never printed.
public enum HTTPAuthorization: Sendable, Hashable {
    case none
    /// `Authorization: Bearer …`.
    case bearer(Secret)
    /// `Authorization: Basic …`.
    case basic(user: String, password: Secret)
    /// A key in a header of this name.
    case apiKeyHeader(name: String, key: Secret)
    /// A key as a query parameter of this name.
    case apiKeyQuery(name: String, key: Secret)

    /// The header that it adds.
    var header: (name: String, value: String)? {
        switch self {
        case .none, .apiKeyQuery: nil
        case .bearer(let token): ("Authorization", "Bearer " + token.value)
        case .basic(let user, let password):
            ("Authorization", "Basic " + Data("\(user):\(password.value)".utf8).base64EncodedString())
        case .apiKeyHeader(let name, let key): (name, key.value)
        }
    }

    /// The query parameter that it adds.
    var queryItem: (name: String, value: String)? {
        if case .apiKeyQuery(let name, let key) = self { (name, key.value) } else { nil }
    }

    /// What must not be shown.
    var secrets: [Secret] {
        switch self {
        case .none: []
        case .bearer(let secret), .basic(_, let secret), .apiKeyHeader(_, let secret), .apiKeyQuery(_, let secret):
            [secret]
        }
    }
}
