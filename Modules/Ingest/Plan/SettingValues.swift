import Diagnostics
import HTTPClient

/// The settings of a source with their values: those that were set, else the defaults.
struct SettingValues: Sendable, Hashable {
    let source: String
    let values: [String: String]
    private let declared: [String: SourceSetting]

    /// Settings every source takes, beside its own: where to begin, its contract, its patience with servers.
    static let ofEverySource = [
        SourceSetting("from", "the first day or month to load when nothing is loaded yet", default: ""),
        SourceSetting("new_fields", "add, ignore or fail", default: ""),
        SourceSetting("vanished_fields", "fail or null", default: ""),
        SourceSetting("retyped_fields", "fail or variant", default: ""),
        SourceSetting("request_attempts", "how often a request is sent at most, 5 if not set", default: ""),
        SourceSetting("retry_seconds", "the longest wait before its second attempt, 1 if not set", default: ""),
        SourceSetting("timeout_seconds", "how long a server may send nothing, 60 if not set", default: ""),
    ]

    /// Checks the texts that were set: unknown names and missing ones are errors of usage.
    init(_ source: Source, _ texts: [String: String]) throws {
        self.source = source.name
        let settings = source.settings + Self.ofEverySource
        declared = Dictionary(settings.map { ($0.name, $0) }) { first, _ in first }
        for name in texts.keys.sorted() where declared[name] == nil {
            throw WeirError.unknownSetting(name, source: source.name, known: declared.keys.sorted())
        }
        var values: [String: String] = [:]
        for setting in settings {
            if let text = texts[setting.name], !text.isEmpty {
                values[setting.name] = text
            } else if let text = setting.defaultText {
                values[setting.name] = text
            } else {
                throw WeirError.missingSetting(setting, source: source.name)
            }
        }
        self.values = values
    }

    /// The value of a setting that the source declares.
    func text(_ name: String) throws -> String {
        guard let text = values[name] else {
            throw WeirError.unknownSetting(name, source: source, known: values.keys.sorted())
        }
        return text
    }

    /// A contract with what the settings say instead of the source.
    func contract(_ contract: SchemaContract) throws -> SchemaContract {
        var contract = contract
        contract.newField = try choice("new_fields") ?? contract.newField
        contract.vanishedField = try choice("vanished_fields") ?? contract.vanishedField
        contract.retypedField = try choice("retyped_fields") ?? contract.retypedField
        return contract
    }

    /// A fetcher with the patience that the settings ask for.
    func fetcher(_ fetcher: HTTPFetcher) throws -> HTTPFetcher {
        var fetcher = fetcher
        if let attempts = try number("request_attempts", in: 1...100) { fetcher.retry.attempts = Int(attempts) }
        if let seconds = try number("retry_seconds", in: 0...3600) { fetcher.retry.firstDelaySeconds = seconds }
        fetcher.timeoutSeconds = try number("timeout_seconds", in: 1...86400) ?? fetcher.timeoutSeconds
        return fetcher
    }

    private func number(_ name: String, in range: ClosedRange<Double>) throws -> Double? {
        guard let text = values[name], !text.isEmpty else { return nil }
        guard let number = Double(text), range.contains(number) else {
            throw WeirError.badSetting(
                name, text, source: source,
                known: ["a number from \(Int(range.lowerBound)) to \(Int(range.upperBound))"])
        }
        return number
    }

    private func choice<Choice: RawRepresentable & CaseIterable>(_ name: String) throws -> Choice?
    where Choice.RawValue == String {
        guard let text = values[name], !text.isEmpty else { return nil }
        guard let choice = Choice(rawValue: text) else {
            throw WeirError.badSetting(name, text, source: source, known: Choice.allCases.map(\.rawValue))
        }
        return choice
    }

    /// A text with every `{name}` replaced by the value of that name in `extra` or in the settings.
    func fill(_ text: String, with extra: [String: String] = [:]) throws -> String {
        var filled = ""
        var rest = text[...]
        while let opening = rest.firstIndex(of: "{"), let closing = rest[opening...].firstIndex(of: "}") {
            let name = String(rest[rest.index(after: opening)..<closing])
            filled += rest[..<opening]
            filled += try extra[name] ?? self.text(name)
            rest = rest[rest.index(after: closing)...]
        }
        return filled + rest
    }
}
