import Diagnostics
import HTTPClient
import Warehouse

/// The settings of a source with their values: those that were set, else the defaults.
struct SettingValues: Sendable, Hashable {
    let source: String
    let values: [String: String]
    private let places: [String: SourceLocation]

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

    /// Checks the texts that were set: unknown names and missing ones are errors of usage, thrown all at once.
    init(_ source: Source, _ texts: [String: String], at places: [String: SourceLocation] = [:]) throws {
        (self.source, self.places) = (source.name, places)
        let settings = source.settings + Self.ofEverySource
        let known = Set(settings.map(\.name)).sorted()
        var errors = texts.keys.sorted().filter { !known.contains($0) }.map {
            WeirError.unknownSetting($0, source: source.name, known: known, at: places[$0])
        }
        var values: [String: String] = [:]
        for setting in settings {
            if let text = texts[setting.name], !text.isEmpty {
                values[setting.name] = text
            } else if let text = setting.defaultText {
                values[setting.name] = text
            } else {
                errors.append(.missingSetting(setting, source: source.name))
            }
        }
        try WeirErrors.throwIfAny(errors)
        self.values = values
    }

    /// Reads every value that is not free text; throws what none of them can be.
    func check() throws {
        let looks: [() throws -> Void] = [
            { _ = try contract(SchemaContract()) }, { _ = try patience() }, { _ = try firstDay() },
        ]
        var errors: [WeirError] = []
        for look in looks { do { try look() } catch { errors.append(WeirError(wrapping: error)) } }
        try WeirErrors.throwIfAny(errors)
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
        let patience = try patience()
        if let attempts = patience.attempts { fetcher.retry.attempts = Int(attempts) }
        if let seconds = patience.retrySeconds { fetcher.retry.backoff.firstSeconds = seconds }
        fetcher.timeoutSeconds = patience.timeoutSeconds ?? fetcher.timeoutSeconds
        return fetcher
    }

    private func patience() throws -> (attempts: Double?, retrySeconds: Double?, timeoutSeconds: Double?) {
        (
            try number("request_attempts", in: 1...100), try number("retry_seconds", in: 0...3600),
            try number("timeout_seconds", in: 1...86400)
        )
    }

    /// The setting `from` as a day.
    func firstDay() throws -> CalendarDay? {
        let text = values["from"] ?? ""
        guard !text.isEmpty else { return nil }
        guard let day = CalendarDay(text) ?? Month(text)?.firstDay else {
            throw bad("from", text, known: ["2024-05", "2024-05-17"])
        }
        return day
    }

    private func bad(_ name: String, _ text: String, known: [String]) -> WeirError {
        .badSetting(name, text, source: source, known: known, at: places[name])
    }

    private func number(_ name: String, in range: ClosedRange<Double>) throws -> Double? {
        guard let text = values[name], !text.isEmpty else { return nil }
        guard let number = Double(text), range.contains(number) else {
            throw bad(name, text, known: ["a number from \(Int(range.lowerBound)) to \(Int(range.upperBound))"])
        }
        return number
    }

    private func choice<Choice: RawRepresentable & CaseIterable>(_ name: String) throws -> Choice?
    where Choice.RawValue == String {
        guard let text = values[name], !text.isEmpty else { return nil }
        guard let choice = Choice(rawValue: text) else {
            throw bad(name, text, known: Choice.allCases.map(\.rawValue))
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
