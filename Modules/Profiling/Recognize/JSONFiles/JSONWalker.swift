/// Walks over JSON text byte by byte, of any length, and tells where values begin and end.
///
/// It keeps track of brackets, keys and strings and trusts the rest: what is no JSON in between is found by the engine.
struct JSONWalker {
    enum Kind: Hashable, Sendable { case object, array, string, number, literal }

    enum Event: Equatable {
        /// A value begins; whether the walker goes into it is the answer to this event.
        case begin(Kind)
        case end(Kind)
        case key(String)
    }

    enum Failure: Error { case broken(offset: Int) }

    private struct Frame {
        let isArray: Bool
        var awaitsKey: Bool
    }

    private enum State { case between, string, escape, scalar }

    private var frames: [Frame] = []
    private var state = State.between
    private var scalar = Kind.literal
    private var isKey = false
    private var key: [UInt8] = []
    /// How many brackets of a value that is passed over are open; 0 outside of one.
    private var skipped = 0
    private var skippedKind = Kind.object
    private var consumed = 0

    /// How many objects and arrays are open.
    var depth: Int { frames.count }
    /// Whether every value that began has ended.
    var isBalanced: Bool { frames.isEmpty && skipped == 0 && state == .between }

    /// Walks over the next bytes. `handle` gets each event with its place in the text, and whether to go into a value.
    mutating func feed(
        _ chunk: UnsafeRawBufferPointer, _ handle: (Event, _ offset: Int, _ depth: Int) throws -> Bool
    ) throws {
        var place = 0
        while place < chunk.count {
            let byte = chunk[place]
            switch state {
            case .escape:
                if isKey { key.append(byte) }
                state = .string
                place += 1
            case .string:
                place = try string(chunk, at: place, handle)
            case .scalar:
                if Self.endsScalar(byte) {
                    state = .between
                    if skipped == 0 { _ = try handle(.end(scalar), consumed + place, depth) }
                } else {
                    place += 1
                }
            case .between:
                try between(byte, at: consumed + place, handle)
                place += 1
            }
        }
        consumed += chunk.count
    }

    /// Ends the text.
    mutating func finish(_ handle: (Event, _ offset: Int, _ depth: Int) throws -> Bool) throws {
        guard state == .scalar else { return }
        state = .between
        if skipped == 0 { _ = try handle(.end(scalar), consumed, depth) }
    }

    private mutating func string(
        _ chunk: UnsafeRawBufferPointer, at start: Int, _ handle: (Event, Int, Int) throws -> Bool
    ) throws -> Int {
        var end = start
        while end < chunk.count, chunk[end] != UInt8(ascii: "\""), chunk[end] != UInt8(ascii: "\\") { end += 1 }
        if isKey { key.append(contentsOf: UnsafeRawBufferPointer(rebasing: chunk[start..<end])) }
        guard end < chunk.count else { return end }
        if chunk[end] == UInt8(ascii: "\\") {
            if isKey { key.append(chunk[end]) }
            state = .escape
            return end + 1
        }
        state = .between
        if isKey {
            isKey = false
            if skipped == 0 { _ = try handle(.key(Self.unescaped(key)), consumed + end, depth) }
        } else if skipped == 0 {
            _ = try handle(.end(.string), consumed + end + 1, depth)
        }
        return end + 1
    }

    private mutating func between(_ byte: UInt8, at offset: Int, _ handle: (Event, Int, Int) throws -> Bool) throws {
        switch byte {
        case 0x20, 0x09, 0x0A, 0x0D: break
        case UInt8(ascii: ","):
            if let last = frames.indices.last, skipped == 0 { frames[last].awaitsKey = !frames[last].isArray }
        case UInt8(ascii: ":"): break
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            try open(byte == UInt8(ascii: "{") ? .object : .array, at: offset, handle)
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
            try close(byte == UInt8(ascii: "]"), at: offset, handle)
        case UInt8(ascii: "\""):
            state = .string
            isKey = skipped == 0 && frames.last?.awaitsKey == true
            if isKey {
                key.removeAll(keepingCapacity: true)
                frames[frames.count - 1].awaitsKey = false
            } else if skipped == 0 {
                _ = try handle(.begin(.string), offset, depth)
            }
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "t"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "I"):
            let isNumber = byte < UInt8(ascii: "A")
            state = .scalar
            scalar = isNumber ? .number : .literal
            if skipped == 0 { _ = try handle(.begin(scalar), offset, depth) }
        default: throw Failure.broken(offset: offset)
        }
    }

    private mutating func open(_ kind: Kind, at offset: Int, _ handle: (Event, Int, Int) throws -> Bool) throws {
        if skipped > 0 {
            skipped += 1
        } else if try handle(.begin(kind), offset, depth) {
            guard frames.count < 200 else { throw Failure.broken(offset: offset) }
            frames.append(Frame(isArray: kind == .array, awaitsKey: kind == .object))
        } else {
            skipped = 1
            skippedKind = kind
        }
    }

    private mutating func close(_ isArray: Bool, at offset: Int, _ handle: (Event, Int, Int) throws -> Bool) throws {
        if skipped > 0 {
            skipped -= 1
            if skipped == 0 { _ = try handle(.end(skippedKind), offset + 1, depth) }
            return
        }
        guard let frame = frames.popLast(), frame.isArray == isArray else { throw Failure.broken(offset: offset) }
        _ = try handle(.end(isArray ? .array : .object), offset + 1, depth)
    }

    private static func endsScalar(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), 0x20, 0x09, 0x0A, 0x0D: true
        default: false
        }
    }

    private static func unescaped(_ key: [UInt8]) -> String {
        guard key.contains(UInt8(ascii: "\\")) else { return String(decoding: key, as: UTF8.self) }
        let quoted = [UInt8(ascii: "\"")] + key + [UInt8(ascii: "\"")]
        return (try? JSONText.string(quoted)) ?? String(decoding: key, as: UTF8.self)
    }
}
