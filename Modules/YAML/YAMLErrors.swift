import Diagnostics

/// All wording of this module's errors.
extension WeirError {
    static func yamlSyntax(_ problem: String, at location: SourceLocation, began: String?) -> WeirError {
        WeirError(
            "yaml.syntax", "the YAML is broken: \(problem)", at: location,
            hint: yamlHint(problem, excerpt: location.excerpt ?? ""), notes: began.map { [$0] } ?? [], kind: .usage)
    }

    private static func yamlHint(_ problem: String, excerpt: String) -> String? {
        if excerpt.contains("\t") { return "indent with spaces; YAML takes no tab there" }
        if excerpt.contains("{{") { return "put quotes around a value that begins with '{{'" }
        if problem.contains("mapping values are not allowed") {
            return "put quotes around a text that holds ': ', or look at the indentation"
        }
        if problem.contains("cannot start any token") { return "put quotes around a text that begins with % @ or `" }
        return "look at the indentation and the quotes of this line and the one before"
    }

    static func yamlSecondDocument(at location: SourceLocation) -> WeirError {
        WeirError(
            "yaml.second_document", "a second document begins here, and one file holds one document", at: location,
            hint: "remove the line '---', or move what follows to a file of its own", kind: .usage)
    }

    static func yamlUnknownAlias(_ name: String, at location: SourceLocation) -> WeirError {
        WeirError(
            "yaml.unknown_alias", "the alias '*\(name)' stands for nothing", at: location,
            hint: "write '&\(name)' in front of the value, before this place and not around it", kind: .usage)
    }

    static func yamlUnknownTag(_ tag: String, at location: SourceLocation) -> WeirError {
        WeirError(
            "yaml.unknown_tag", "the tag '\(tag)' is not known", at: location,
            hint: "remove it; known are !!str, !!int, !!float, !!bool, !!null, !!seq and !!map", kind: .usage)
    }

    static func yamlTagMismatch(_ tag: String, at location: SourceLocation) -> WeirError {
        WeirError(
            "yaml.tag_mismatch", "the value does not fit its tag '\(tag)'", at: location,
            hint: "correct the value or remove the tag", kind: .usage)
    }

    static func yamlComplexKey(at location: SourceLocation) -> WeirError {
        WeirError(
            "yaml.complex_key", "a key must be a text, not a list or a mapping", at: location,
            hint: location.excerpt?.contains("{{") == true
                ? "put quotes around a value that begins with '{{'" : "put quotes around the key", kind: .usage)
    }

    static func yamlMergeValue(at location: SourceLocation) -> WeirError {
        WeirError(
            "yaml.merge_value", "'<<' must stand before a mapping or a list of mappings", at: location,
            hint: "write `<<: *name`, where name is the anchor of a mapping", kind: .usage)
    }

    static func yamlTooDeep(_ limit: Int, at location: SourceLocation) -> WeirError {
        WeirError(
            "yaml.too_deep", "nested deeper than \(limit) levels", at: location, hint: "flatten the file", kind: .usage)
    }

    static func yamlTooLarge(_ limit: Int, at location: SourceLocation) -> WeirError {
        WeirError(
            "yaml.too_large", "aliases and merge keys grow the file by more than \(limit) nodes", at: location,
            hint: "write the values out, or use fewer aliases of aliases", kind: .usage)
    }

    static func yamlDuplicateKey(_ key: String, first: YAMLMark, at location: SourceLocation) -> WeirError {
        WeirError(
            "yaml.duplicate_key", "the key '\(key)' stands twice in one mapping, and the last one counts", at: location,
            hint: "remove one of the two; the first is at line \(first.line)", kind: .usage)
    }

    static func yamlWrongType(
        _ subject: String, wanted: String, found: String, at location: SourceLocation
    ) -> WeirError {
        WeirError(
            "yaml.wrong_type", "\(subject) must be \(wanted), and here stands \(found)", at: location,
            hint: "write \(wanted) there", kind: .usage)
    }

    static func yamlMissingKey(_ key: String, in owner: String, at location: SourceLocation) -> WeirError {
        WeirError(
            "yaml.missing_key", "\(owner) has no '\(key)'", at: location, hint: "add a line `\(key): …`", kind: .usage)
    }

    static func yamlUnknownKey(
        _ key: String, in owner: String, known: [String], at location: SourceLocation
    ) -> WeirError {
        var location = location
        location.remark = NearMiss.question(key, in: known)
        return WeirError(
            "yaml.unknown_key", "\(owner) has an unknown key '\(key)'", at: location,
            hint: known.isEmpty ? "remove it" : "known keys: \(known.sorted().joined(separator: ", "))", kind: .usage)
    }

    static func yamlNotOneOf(_ key: String, _ text: String, of choices: [String], at location: SourceLocation)
        -> WeirError
    {
        var location = location
        location.remark = NearMiss.question(text, in: choices)
        return WeirError(
            "yaml.not_one_of", "'\(key)' must be one of \(choices.joined(separator: ", "))", at: location,
            hint: "write one of them", kind: .usage)
    }

    static func yamlOutOfRange(_ key: String, _ range: ClosedRange<Int>, at location: SourceLocation) -> WeirError {
        let bounds =
            range.upperBound == .max
            ? "at least \(range.lowerBound)" : "from \(range.lowerBound) to \(range.upperBound)"
        return WeirError(
            "yaml.out_of_range", "'\(key)' must be \(bounds)", at: location, hint: "write a whole number \(bounds)",
            kind: .usage)
    }
}
