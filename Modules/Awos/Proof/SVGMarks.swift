/// The marks of a chart in a picture of it: what of its SVG stands for data and can be seen.
///
/// Vega puts the marks of each layer into a group whose class has `role-mark`; axes, grids and legends are in others. A shape
/// can be seen when it is filled and has an area, or is stroked and has a length; a dot with round ends counts.
struct SVGMarks {
    /// How many can be seen.
    private(set) var count = 0

    /// Counts the marks in an SVG text.
    init(_ svg: String) {
        var scanner = SVGScanner(svg)
        var isInMarks: [Bool] = []
        while let tag = scanner.next() {
            let isWithin = isInMarks.last ?? false
            if tag.name == "g", !tag.isEnd, !tag.isEmpty {
                let words = (tag.attributes["class"] ?? "").split(separator: " ")
                isInMarks.append(words.contains("role-mark") && !words.contains("mark-group") || isWithin)
            } else if tag.name == "g", tag.isEnd {
                _ = isInMarks.popLast()
            } else if isWithin, !tag.isEnd, Self.isSeen(tag) {
                count += 1
            }
        }
    }

    private static func isSeen(_ tag: SVGScanner.Tag) -> Bool {
        let number = { (name: String) in tag.attributes[name].flatMap(Double.init) }
        guard number("opacity") != 0, tag.attributes["display"] != "none" else { return false }
        let size: (width: Double, height: Double)
        switch tag.name {
        case "path": size = SVGPath(tag.attributes["d"] ?? "").size
        case "line": size = (abs(number("x2") ?? 0), abs(number("y2") ?? 0))
        case "rect", "image": size = (number("width") ?? 0, number("height") ?? 0)
        case "text": return !tag.isEmpty
        default: return false
        }
        if tag.name == "image" { return size.width > 0 && size.height > 0 }
        let hasInk = { (name: String) in
            tag.attributes[name].map { $0 != "none" && $0 != "transparent" } == true && number("\(name)-opacity") != 0
        }
        if hasInk("fill"), size.width > 0, size.height > 0 { return true }
        guard hasInk("stroke"), number("stroke-width") != 0 else { return false }
        let isDot = ["round", "square"].contains(tag.attributes["stroke-linecap"] ?? "")
        return size.width > 0 || size.height > 0 || isDot && tag.attributes["d"]?.isEmpty == false
    }
}

/// Reads the tags of an SVG text one after the other.
struct SVGScanner {
    /// A tag: its name, and its attributes as they are written.
    struct Tag {
        let name: String
        var attributes: [String: String] = [:]
        /// `</g>`.
        let isEnd: Bool
        /// `<g/>`.
        var isEmpty = false
    }

    private let bytes: [UInt8]
    private var place = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    /// The next tag; nil at the end.
    mutating func next() -> Tag? {
        guard place < bytes.count, let start = bytes[place...].firstIndex(of: UInt8(ascii: "<")) else { return nil }
        place = start + 1
        let isEnd = take("/")
        var tag = Tag(name: word(), isEnd: isEnd)
        while place < bytes.count {
            if take(">") { break }
            if take("/") {
                tag.isEmpty = true
                continue
            }
            let name = word()
            guard !name.isEmpty, take("="), take("\"") else {
                place += 1
                continue
            }
            let begun = place
            while place < bytes.count, bytes[place] != UInt8(ascii: "\"") { place += 1 }
            tag.attributes[name] = String(decoding: bytes[begun..<place], as: UTF8.self)
            place += 1
        }
        return tag
    }

    private mutating func take(_ sign: Unicode.Scalar) -> Bool {
        guard place < bytes.count, bytes[place] == UInt8(ascii: sign) else { return false }
        place += 1
        return true
    }

    private mutating func word() -> String {
        let begun = place
        while place < bytes.count, !" \n\t/>=\"".utf8.contains(bytes[place]) { place += 1 }
        return String(decoding: bytes[begun..<place], as: UTF8.self)
    }
}
