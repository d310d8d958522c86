import Diagnostics
import Jinja

/// SQL that was put together from rendered templates and text of ours, which still knows where each part came from.
struct MappedSQL: Sendable {
    private struct Piece: Sendable {
        let start: Int
        let rendered: Rendered
        /// Where in the rendered text the piece begins, in UTF-8 bytes.
        let offset: Int
        let length: Int
    }

    private(set) var text: String
    private var pieces: [Piece] = []

    /// Text of ours, which comes from no template.
    init(_ text: String) { self.text = text }

    /// A rendered template.
    init(_ rendered: Rendered) {
        text = rendered.text
        pieces = [Piece(start: 0, rendered: rendered, offset: 0, length: rendered.text.utf8.count)]
    }

    static func + (left: MappedSQL, right: MappedSQL) -> MappedSQL {
        var result = left
        let shift = left.text.utf8.count
        result.text += right.text
        result.pieces += right.pieces.map {
            Piece(start: $0.start + shift, rendered: $0.rendered, offset: $0.offset, length: $0.length)
        }
        return result
    }

    static func + (left: String, right: MappedSQL) -> MappedSQL { MappedSQL(left) + right }
    static func + (left: MappedSQL, right: String) -> MappedSQL { left + MappedSQL(right) }

    /// The part before a UTF-8 offset, and the part from it on.
    func split(atUTF8Offset offset: Int) -> (MappedSQL, MappedSQL) {
        let bytes = Array(text.utf8)
        let place = min(max(0, offset), bytes.count)
        var head = MappedSQL(String(decoding: bytes[..<place], as: UTF8.self))
        var tail = MappedSQL(String(decoding: bytes[place...], as: UTF8.self))
        for piece in pieces {
            let end = piece.start + piece.length
            if piece.start < place {
                head.pieces.append(
                    Piece(
                        start: piece.start, rendered: piece.rendered, offset: piece.offset,
                        length: min(end, place) - piece.start))
            }
            if end > place {
                let cut = max(0, place - piece.start)
                tail.pieces.append(
                    Piece(
                        start: max(piece.start, place) - place, rendered: piece.rendered, offset: piece.offset + cut,
                        length: piece.length - cut))
            }
        }
        return (head, tail)
    }

    /// The text without white space and semicolons at its end.
    var withoutTerminator: MappedSQL {
        var bytes = text.utf8[...]
        while let last = bytes.last, [0x20, 0x09, 0x0A, 0x0D, 0x3B].contains(last) { bytes.removeLast() }
        return split(atUTF8Offset: bytes.count).0
    }

    /// Where the byte at this offset came from; nil for text of ours.
    func place(atUTF8Offset offset: Int) -> Rendered.Place? {
        guard let piece = pieces.first(where: { $0.start <= offset && offset <= $0.start + $0.length }) else {
            return nil
        }
        return piece.rendered.place(atUTF8Offset: piece.offset + offset - piece.start)
    }
}
