/// The fields of one record: their bytes one behind the other, and where each ends.
struct CSVFields {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    private var quoted: [Bool] = []

    var count: Int { ends.count }
    var byteCount: Int { bytes.count }
    /// Whether this is what an empty line gives.
    var isBlank: Bool { count == 1 && bytes.isEmpty && !quoted[0] }

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        quoted.removeAll(keepingCapacity: true)
    }

    mutating func append(_ more: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: more) }

    mutating func append(_ byte: UInt8) { bytes.append(byte) }

    mutating func endField(isQuoted: Bool) {
        ends.append(bytes.count)
        quoted.append(isQuoted)
    }

    /// Removes the CR of a CRLF from the field that is being read.
    mutating func dropCarriageReturn() {
        if bytes.count > (ends.last ?? 0), bytes.last == 0x0D { bytes.removeLast() }
    }

    func isQuoted(_ index: Int) -> Bool { quoted[index] }

    func withField<Result>(_ index: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
        let start = index == 0 ? 0 : ends[index - 1]
        return try bytes.withUnsafeBufferPointer { all in
            try body(UnsafeBufferPointer(rebasing: all[start..<ends[index]]))
        }
    }
}
