import Diagnostics

extension SQL {
    /// Reads SQL that a person wrote with `$name` parameters, and binds their values.
    ///
    /// A `$name` inside of quotes, comments and dollar quotes is text. Throws when a parameter has no value, naming the near
    /// miss. `sql` may hold a parameter several times.
    public init(_ sql: String, parameters: [String: Value]) throws {
        var parts: [Part] = []
        var text: [UInt8] = []
        for piece in ParameterScanner.pieces(of: Array(sql.utf8)) {
            switch piece {
            case .text(let bytes): text += bytes
            case .parameter(let name, let offset):
                guard let value = parameters[name] else {
                    throw WeirError.unknownParameter(name, in: sql, offset: offset, known: parameters.keys.sorted())
                }
                parts.append(.text(String(decoding: text, as: UTF8.self)))
                parts.append(.value(value))
                text = []
            }
        }
        parts.append(.text(String(decoding: text, as: UTF8.self)))
        self.init(parts: parts.filter { $0 != .text("") })
    }

    /// The names of the `$name` parameters in a text, each once, in order.
    public static func parameterNames(in sql: String) -> [String] {
        var names: [String] = []
        for case .parameter(let name, _) in ParameterScanner.pieces(of: Array(sql.utf8)) where !names.contains(name) {
            names.append(name)
        }
        return names
    }
}

extension WeirError {
    static func unknownParameter(_ name: String, in sql: String, offset: Int, known: [String]) -> WeirError {
        let list = known.isEmpty ? "there are no parameters" : "parameters are \(known.joined(separator: ", "))"
        return WeirError(
            "warehouse.unknown_parameter", "the parameter '$\(name)' has no value",
            hint: NearMiss.question(name, in: known).map { "\($0) (\(list))" } ?? list, kind: .usage,
            statementOffset: offset)
    }
}

/// Splits SQL into text and `$name` parameters.
enum ParameterScanner {
    enum Piece: Equatable {
        case text([UInt8])
        case parameter(String, offset: Int)
    }

    static func pieces(of sql: [UInt8]) -> [Piece] {
        var pieces: [Piece] = []
        var text: [UInt8] = []
        var place = 0
        while place < sql.count {
            let end = quotedEnd(sql, from: place)
            if end > place {
                text += sql[place..<end]
                place = end
            } else if sql[place] == UInt8(ascii: "$"), let name = name(in: sql, from: place + 1) {
                pieces.append(.text(text))
                pieces.append(.parameter(String(decoding: name, as: UTF8.self), offset: place))
                text = []
                place += 1 + name.count
            } else {
                text.append(sql[place])
                place += 1
            }
        }
        return pieces + [.text(text)]
    }

    /// The end of the quoted text or comment that begins at `start`, or `start` when none does.
    private static func quotedEnd(_ sql: [UInt8], from start: Int) -> Int {
        switch sql[start] {
        case UInt8(ascii: "'"), UInt8(ascii: "\""):
            return end(after: [sql[start]], in: sql, from: start + 1)
        case UInt8(ascii: "-") where sql[start...].starts(with: "--".utf8):
            return end(after: [0x0A], in: sql, from: start + 2)
        case UInt8(ascii: "/") where sql[start...].starts(with: "/*".utf8):
            return end(after: Array("*/".utf8), in: sql, from: start + 2)
        case UInt8(ascii: "$"):
            let tag = name(in: sql, from: start + 1) ?? []
            let fence = [UInt8(ascii: "$")] + tag + [UInt8(ascii: "$")]
            return sql[start...].starts(with: fence) ? end(after: fence, in: sql, from: start + fence.count) : start
        default: return start
        }
    }

    private static func end(after closing: [UInt8], in sql: [UInt8], from start: Int) -> Int {
        var place = start
        while place < sql.count {
            if sql[place...].starts(with: closing) { return place + closing.count }
            place += 1
        }
        return sql.count
    }

    private static func name(in sql: [UInt8], from start: Int) -> [UInt8]? {
        let isLetter = { (byte: UInt8) in byte == 0x5F || (0x41...0x5A).contains(byte & 0xDF) }
        guard start < sql.count, isLetter(sql[start]) else { return nil }
        return Array(sql[start...].prefix { isLetter($0) || (0x30...0x39).contains($0) })
    }
}
