/// Turns the bytes of a text into UTF-8, piece by piece.
///
/// Bytes that are no UTF-8 in a text that is said to be are read as Windows-1252, and counted.
struct Transcoder {
    private let encoding: TextEncoding
    private let upperHalf: [[UInt8]]
    private var rest: [UInt8] = []
    /// How many bytes were no letter of the encoding.
    private(set) var repaired = 0
    /// How many letters of several bytes were valid UTF-8.
    private(set) var multibyte = 0

    init(from encoding: TextEncoding) {
        self.encoding = encoding
        let table = encoding.upperHalf ?? TextEncoding.windows1252.upperHalf ?? []
        upperHalf = table.map { Array($0.utf8) }
    }

    /// The UTF-8 of the next bytes; a letter that they cut waits for the next ones.
    mutating func feed(_ bytes: UnsafeRawBufferPointer, into output: inout [UInt8]) {
        if encoding.isWide {
            rest.append(contentsOf: bytes)
            wide(isLast: false, into: &output)
        } else if encoding == .utf8 {
            rest.append(contentsOf: bytes)
            checked(isLast: false, into: &output)
        } else {
            output.reserveCapacity(output.count + bytes.count + bytes.count / 4)
            for byte in bytes { add(byte, to: &output) }
        }
    }

    /// What is left when the bytes have ended.
    mutating func finish(into output: inout [UInt8]) {
        if encoding.isWide { wide(isLast: true, into: &output) } else { checked(isLast: true, into: &output) }
    }

    private func add(_ byte: UInt8, to output: inout [UInt8]) {
        if byte < 0x80 { output.append(byte) } else { output.append(contentsOf: upperHalf[Int(byte - 0x80)]) }
    }

    private mutating func checked(isLast: Bool, into output: inout [UInt8]) {
        var place = 0
        output.reserveCapacity(output.count + rest.count)
        while place < rest.count {
            let byte = rest[place]
            if byte < 0x80 {
                output.append(byte)
                place += 1
                continue
            }
            guard let length = UTF8Check.letter(in: rest, at: place) else {
                if !isLast { break }
                repaired += 1
                add(byte, to: &output)
                place += 1
                continue
            }
            if length > 0 {
                output.append(contentsOf: rest[place..<place + length])
                multibyte += 1
            } else {
                repaired += 1
                add(byte, to: &output)
            }
            place += max(1, length)
        }
        rest.removeFirst(place)
    }

    private mutating func wide(isLast: Bool, into output: inout [UInt8]) {
        let isLittle = encoding == .utf16LittleEndian
        let unit = { (bytes: [UInt8], place: Int) -> UInt16 in
            let (first, second) = (UInt16(bytes[place]), UInt16(bytes[place + 1]))
            return isLittle ? second << 8 | first : first << 8 | second
        }
        var place = 0
        while place + 1 < rest.count {
            let high = unit(rest, place)
            var scalar = Unicode.Scalar(high)
            var length = 2
            if (0xD800..<0xDC00).contains(high) {
                guard place + 3 < rest.count || isLast else { break }
                let low = place + 3 < rest.count ? unit(rest, place + 2) : 0
                if (0xDC00..<0xE000).contains(low) {
                    scalar = Unicode.Scalar(0x10000 + (UInt32(high) - 0xD800) << 10 + (UInt32(low) - 0xDC00))
                    length = 4
                }
            }
            if scalar == nil { repaired += 1 }
            output.append(contentsOf: UTF8.encode(scalar ?? "\u{FFFD}")?.map(\.self) ?? [])
            place += length
        }
        rest.removeFirst(place)
        if isLast, !rest.isEmpty { repaired += 1 }
    }
}
