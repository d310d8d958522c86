import Diagnostics
import YAML

extension BlockReader {
    /// Reads ```` ```input name ```` with its keys.
    func input() throws -> PageInput {
        guard let name = words.first, Self.isName(name), words.count == 1 else {
            throw WeirError.blockWithoutName("input", at: place)
        }
        let reader = YAMLReader(try keys(), named: "the input '\(name)'")
        let type = reader.choice("type", of: ["dropdown", "date_range", "slider"])
        if type == nil, reader.errors.isEmpty { _ = reader.requiredString("type") }
        let label = reader.string("label") ?? BlockWords.title(name)
        let initial = reader.string("default")
        let kind: PageInput.Kind
        switch type {
        case "date_range": kind = .dateRange(query: reader.requiredString("query"))
        case "slider": kind = slider(reader)
        default: kind = .dropdown(query: reader.requiredString("query"), all: reader.string("all"))
        }
        if case .dateRange = kind, let initial, PageInput.lastDays(initial) == nil {
            reader.fail(.wrongDateDefault(initial, at: reader.location(ofValue: "default")))
        }
        try reader.finish()
        return PageInput(name: name, label: label, kind: kind, initial: initial, location: place)
    }

    private func keys() throws -> YAMLDocument {
        try YAMLDocument.parse(String(repeating: "\n", count: fence.line) + fence.content, file: place.file)
    }

    private func slider(_ reader: YAMLReader) -> PageInput.Kind {
        let (low, high) = (reader.number("min") ?? 0, reader.number("max") ?? 0)
        let step = reader.number("step") ?? 1
        if !(low < high) || !(step > 0) {
            reader.fail(.wrongSlider(at: reader.location))
        }
        return .slider(minimum: low, maximum: high, step: step)
    }
}

extension PageInput {
    /// The number in `last 30 days`; nil for another text, `all` counts as no limit (0).
    static func lastDays(_ text: String) -> Int? {
        if text == "all" { return 0 }
        let words = text.split(separator: " ")
        guard words.count == 3, words[0] == "last", words[2] == "days", let days = Int(words[1]), days > 0 else {
            return nil
        }
        return days
    }
}

/// Names as people read them.
enum BlockWords {
    /// `member_trips` is `Member trips`.
    static func title(_ name: String) -> String {
        let words = name.replacing("_", with: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }
}
