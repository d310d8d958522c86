import Foundation

/// Which styles of cells are dates and times.
final class WorkbookStyles: XMLHandler {
    enum Look { case number, day, moment, clock, elapsed }

    private var formats: [Int: String] = [:]
    private var looks: [Look] = []
    private var isCellStyle = false

    func start(_ element: String, _ attributes: [String: String]) {
        switch element {
        case "numFmt":
            if let id = attributes["numFmtId"].flatMap({ Int($0) }), let code = attributes["formatCode"] {
                formats[id] = code
            }
        case "cellXfs": isCellStyle = true
        case "xf" where isCellStyle: looks.append(look(of: attributes["numFmtId"].flatMap { Int($0) } ?? 0))
        default: break
        }
    }
    func text(_ text: String) {}
    func end(_ element: String) { if element == "cellXfs" { isCellStyle = false } }

    /// How numbers of a style look.
    func look(style: Int?) -> Look {
        guard let style, looks.indices.contains(style) else { return .number }
        return looks[style]
    }

    /// What a format shows; numbers below 164 are built in (ECMA-376, 18.8.30).
    private func look(of format: Int) -> Look {
        if let code = formats[format] { return Self.look(code: code) }
        switch format {
        case 14...17, 27...31, 34...36, 50...54, 57, 58: return .day
        case 22: return .moment
        case 18...21, 32, 33, 45, 47, 55, 56: return .clock
        case 46: return .elapsed
        default: return .number
        }
    }

    private static func look(code: String) -> Look {
        // What stands in quotes, behind a backslash, or names a colour or a locale is no letter of the format.
        let elapsed = code.range(of: #"\[(h+|m+|s+)\]"#, options: [.regularExpression, .caseInsensitive]) != nil
        if elapsed { return .elapsed }
        let letters = code.replacing(/"[^"]*"|\\.|\[[^\]]*\]|_.|\*./, with: "").lowercased()
        let hasDay = letters.contains("y") || letters.contains("d")
        let hasTime = letters.contains("h") || letters.contains("s")
        if letters.contains("general") { return .number }
        switch (hasDay, hasTime) {
        case (true, true): return .moment
        case (true, false): return .day
        case (false, true): return .clock
        case (false, false): return letters.contains("mmm") ? .day : .number
        }
    }
}
