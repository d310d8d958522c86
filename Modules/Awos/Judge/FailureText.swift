/// The part of a failing output that helps: the first errors first.
enum FailureText {
    /// The lines that name errors, with what follows each; the last lines where there is none.
    static func lines(of output: String) -> [String] {
        let lines = output.split(whereSeparator: \.isNewline).map { String($0.prefix(400)) }
        let marks = lines.indices.filter { number in
            lines[number].contains("error:") || lines[number].contains("✘") || lines[number].contains("Issue recorded")
        }
        guard !marks.isEmpty else { return Array(lines.suffix(20)) }
        var seen: Set<String> = []
        return marks.prefix(20).flatMap { lines[$0..<min($0 + 3, lines.count)] }.filter { seen.insert($0).inserted }
    }

    /// The beginning of a text, whole lines within so many bytes.
    static func cut(_ text: String, bytes: Int) -> String {
        guard text.utf8.count > bytes else { return text }
        var kept = ""
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            guard kept.utf8.count + line.utf8.count + 1 <= bytes - 4 else { break }
            kept += line + "\n"
        }
        return kept + "…"
    }
}
