import JSON
import Jinja

/// What dbt calls a test that a `.yml` file declares.
struct TestName {
    /// `accepted_values_stg_trips_member_casual__member__casual`.
    let full: String
    /// The full name up to 63 characters; a longer one's first 30 of test and model, and its MD5.
    let short: String

    init(test: String, of owner: String, arguments: [(name: String, value: JSONValue)]) {
        let parts = arguments.filter { $0.name != "model" }.sorted { $0.name < $1.name }.flatMap {
            argument -> [JSONValue] in
            switch argument.value {
            case .array(let elements): elements
            case .object(let object): object.pairs.map(\.value)
            default: [argument.value]
            }
        }
        let suffix = parts.map { Self.cleaned(JinjaValue($0).text) }.joined(separator: "__")
        let start = "\(test)_\(Self.cleaned(owner))"
        full = "\(start)_\(suffix)"
        short = full.count < 64 ? full : "\(start.prefix(30))_\(MD5.hex(full))"
    }

    /// Each run of signs other than letters, digits and `_` becomes one `_`.
    static func cleaned(_ text: String) -> String {
        var result = ""
        var isInRun = false
        for sign in text.unicodeScalars {
            let isKept = sign == "_" || (sign.isASCII && sign.properties.isAlphabetic) || ("0"..."9").contains(sign)
            if isKept { result.unicodeScalars.append(sign) } else if !isInRun { result.append("_") }
            isInRun = !isKept
        }
        return result
    }

    /// The last ten digits of the MD5 over the name and what the test is called with, as dbt writes it.
    static func hash(_ name: String, _ test: TestProperties, on owner: ProjectNode) -> String {
        let parts = test.name.split(separator: ".").map(String.init)
        let reference: String
        if case .source(let table) = owner.body {
            reference = "source('\(table.sourceName)', '\(table.name)')"
        } else {
            reference = "ref('\(owner.name)')"
        }
        var arguments = test.nameArguments
        arguments.append(("model", .string("{{ get_where_subquery(\(reference)) }}")))
        let metadata: JSONValue = [
            "kwargs": .object(JSONObject(arguments)), "name": .optional(parts.last),
            "namespace": parts.count > 1 ? .string(parts[0]) : .null,
        ]
        return String(MD5.hex(name + hashable(metadata).representation).suffix(10))
    }

    /// Dicts sorted by key, everything else but lists as text.
    private static func hashable(_ value: JSONValue) -> JinjaValue {
        switch value {
        case .object(let object): .dict(object.pairs.sorted { $0.key < $1.key }.map { ($0.key, hashable($0.value)) })
        case .array(let elements): .list(elements.map(hashable))
        default: .string(JinjaValue(value).text)
        }
    }
}
