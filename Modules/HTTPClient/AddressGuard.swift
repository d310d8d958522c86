import Diagnostics
import Foundation

/// Which network addresses a transport connects to: public ones, so that an address from outside cannot make it ask a
/// service inside of the network (server-side request forgery).
public struct AddressGuard: Sendable, Hashable {
    /// Addresses that are allowed although they are not public.
    public var exceptions: Set<NetworkAddress>

    /// Public addresses, and these exceptions.
    public init(except exceptions: Set<NetworkAddress> = []) { self.exceptions = exceptions }

    /// Whether a connection to an address is allowed.
    public func allows(_ address: NetworkAddress) -> Bool { address.isPublic || exceptions.contains(address) }

    /// Throws when the host of a request is known here by an address that is not allowed.
    func check(_ request: HTTPRequest) async throws {
        let host = (request.url.host ?? "").trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
        let found = try await offload { Self.addresses(of: host) }
        if let refused = found.first(where: { !allows($0) }) {
            throw WeirError.privateAddress(request.maskedURL, address: refused.description)
        }
    }

    /// The addresses of a host in DNS; none when it is not known there.
    private static func addresses(of host: String) -> [NetworkAddress] {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, nil, &hints, &list) == 0 else { return [] }
        defer { freeaddrinfo(list) }
        var found: [NetworkAddress] = []
        var next = list
        while let entry = next {
            if let place = entry.pointee.ai_addr, let address = NetworkAddress(place) { found.append(address) }
            next = entry.pointee.ai_next
        }
        return found
    }
}
