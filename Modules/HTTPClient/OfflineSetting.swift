import Diagnostics
import Foundation

/// The variable `WEIR_OFFLINE`: with `1`, requests reach this machine only.
///
/// A host is judged by its name, and only addresses of loopback and `localhost` are taken: no name server is asked either.
public enum OfflineSetting {
    /// The variable's name.
    public static let variable = "WEIR_OFFLINE"

    /// Whether requests stay on this machine. Throws `http.bad_offline` for what is neither `1` nor `0`.
    public static func isOn(_ environment: [String: String]) throws -> Bool {
        switch environment[variable] {
        case nil, "", "0": return false
        case "1": return true
        case let other?: throw WeirError.badOffline(other)
        }
    }
}

extension URL {
    /// Whether the host is this machine itself, by an address of loopback or as `localhost`.
    var isLoopback: Bool {
        let host = (host ?? "").lowercased()
        if ["::1", "[::1]", "localhost"].contains(host) { return true }
        var address = in_addr()
        return host.hasPrefix("127.") && inet_pton(AF_INET, host, &address) == 1
    }
}
