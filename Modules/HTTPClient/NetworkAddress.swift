import Foundation

/// An address of the network layer, and whether it is one of the public internet.
public struct NetworkAddress: Sendable, Hashable, CustomStringConvertible {
    /// Four bytes of IPv4 or sixteen of IPv6.
    let bytes: [UInt8]

    /// The address written as `192.0.2.1` or `2001:db8::1`; nil when the text is none.
    public init?(_ text: String) {
        var four = in_addr()
        var sixteen = in6_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            bytes = withUnsafeBytes(of: &four) { Array($0) }
        } else if inet_pton(AF_INET6, text, &sixteen) == 1 {
            bytes = withUnsafeBytes(of: &sixteen) { Array($0) }
        } else {
            return nil
        }
    }

    /// The address in a socket's address; nil for another family.
    init?(_ place: UnsafePointer<sockaddr>) {
        switch Int32(place.pointee.sa_family) {
        case AF_INET:
            bytes = place.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                withUnsafeBytes(of: $0.pointee.sin_addr) { Array($0) }
            }
        case AF_INET6:
            bytes = place.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) {
                withUnsafeBytes(of: $0.pointee.sin6_addr) { Array($0) }
            }
        default: return nil
        }
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    /// Whether it is neither private, loopback, link-local, multicast, nor reserved, by itself or by the IPv4 address in it.
    public var isPublic: Bool {
        if bytes.count == 4 { return !Self.reserved4.contains { $0.contains(bytes) } }
        if let inner = embedded { return inner.isPublic }
        // 2000::/3 is all that was ever given out.
        return bytes[0] & 0xE0 == 0x20 && !Self.reserved6.contains { $0.contains(bytes) }
    }

    public var description: String {
        var bytes = bytes
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        inet_ntop(bytes.count == 4 ? AF_INET : AF_INET6, &bytes, &text, socklen_t(text.count))
        return text.withUnsafeBufferPointer { String(decoding: $0.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self) }
    }

    /// The IPv4 address that this one stands for: mapped, translated (64:ff9b::/96), or tunnelled (2002::/16).
    private var embedded: NetworkAddress? {
        let zeros = bytes[..<10].allSatisfy { $0 == 0 }
        if zeros, bytes[10...11].elementsEqual([0xFF, 0xFF]) { return NetworkAddress(bytes: Array(bytes[12...])) }
        if bytes[..<12].elementsEqual([0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0]) {
            return NetworkAddress(bytes: Array(bytes[12...]))
        }
        if bytes[..<2].elementsEqual([0x20, 0x02]) { return NetworkAddress(bytes: Array(bytes[2..<6])) }
        return nil
    }

    /// The first bits that a block's addresses have in common.
    private struct Block {
        let prefix: [UInt8]
        let bits: Int

        init(_ prefix: [UInt8], _ bits: Int) { (self.prefix, self.bits) = (prefix, bits) }

        func contains(_ bytes: [UInt8]) -> Bool {
            (0..<bits).allSatisfy { bit in
                let mask: UInt8 = 0x80 >> UInt8(bit % 8)
                return bytes[bit / 8] & mask == (bit / 8 < prefix.count ? prefix[bit / 8] : 0) & mask
            }
        }
    }

    /// IANA's registry of special-purpose IPv4 addresses, multicast and class E.
    private static let reserved4 = [
        Block([0], 8), Block([10], 8), Block([100, 64], 10), Block([127], 8), Block([169, 254], 16),
        Block([172, 16], 12), Block([192, 0, 0], 24), Block([192, 0, 2], 24), Block([192, 88, 99], 24),
        Block([192, 168], 16), Block([198, 18], 15), Block([198, 51, 100], 24), Block([203, 0, 113], 24),
        Block([224], 3),
    ]

    /// What is special below 2000::/3: protocol assignments with Teredo, documentation.
    private static let reserved6 = [
        Block([0x20, 0x01, 0x00], 23), Block([0x20, 0x01, 0x0D, 0xB8], 32), Block([0x3F, 0xFF], 20),
    ]
}
