/// Text from outside, for a line that a person reads.
enum DisplayText {
    /// Without control characters, direction marks and what is invisible, and at most so many letters long.
    static func shown(_ text: String, atMost limit: Int = 80) -> String {
        let kept = text.unicodeScalars.filter { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
            default: true
            }
        }
        let clean = String(String.UnicodeScalarView(kept))
        return clean.count > limit ? clean.prefix(limit - 1) + "…" : clean
    }
}
