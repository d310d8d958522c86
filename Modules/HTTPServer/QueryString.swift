/// The part of an address behind the question mark, decoded.
public struct QueryString: Sendable, Hashable {
    /// One name with its value.
    public struct Item: Sendable, Hashable {
        /// The decoded name.
        public let name: String
        /// The decoded value; empty when there is no equals sign.
        public let value: String
    }

    /// The items in order.
    public let items: [Item]

    /// The items of an encoded text: `from=2024-05-01&station=Broadway+%26+E+14+St`.
    public init(_ encoded: String) {
        items = encoded.split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let decoded = parts.map { PercentCoding.decode($0, plusIsSpace: true) }
            return Item(name: decoded[0], value: decoded.count > 1 ? decoded[1] : "")
        }
    }

    /// The first value of `name`, or nil when the name does not occur.
    public subscript(name: String) -> String? { items.first { $0.name == name }?.value }
}

/// Percent encoding of addresses.
public enum PercentCoding {
    /// The decoded text; a percent sign without two digits behind it stays, bytes that are no UTF-8 become U+FFFD.
    public static func decode(_ text: some StringProtocol, plusIsSpace: Bool = false) -> String {
        let encoded = Array(text.utf8)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(encoded.count)
        var place = 0
        while place < encoded.count {
            if encoded[place] == UInt8(ascii: "%"), place + 2 < encoded.count,
                let high = digit(encoded[place + 1]), let low = digit(encoded[place + 2])
            {
                bytes.append(high << 4 | low)
                place += 3
            } else {
                bytes.append(plusIsSpace && encoded[place] == UInt8(ascii: "+") ? 0x20 : encoded[place])
                place += 1
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The text with everything but letters, digits and `-._~` encoded: safe in a path segment and in a query.
    public static func encode(_ text: String) -> String {
        text.utf8.reduce(into: "") { encoded, byte in
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                encoded += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
            }
        }
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}
