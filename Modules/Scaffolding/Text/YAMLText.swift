/// Text as YAML has it, where a template may read the value after it.
enum YAMLText {
    /// A value on a line of its own: plain where that says the same, otherwise between double quotes.
    static func scalar(_ text: String) -> String {
        let isPlain =
            text.wholeMatch(of: /[A-Za-z`][^:#\n"'\\{}\[\]&*!|>%@]*/) != nil && !text.hasSuffix(" ")
            && !["true", "false", "null", "yes", "no", "on", "off", "~"].contains(text.lowercased())
        if isPlain && !text.hasPrefix("`") { return text }
        return quoted(text)
    }

    /// A value between the braces of a line.
    static func flow(_ text: String) -> String {
        let line = PlainText.line(text, atMost: 30)
        return line.wholeMatch(of: /[A-Za-z][A-Za-z0-9 ]*/) != nil ? line : quoted(line)
    }

    static func quoted(_ text: String) -> String {
        var quoted = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F: quoted += " "
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return "\"\(quoted)\""
    }
}

extension YAMLText {
    /// A path or an address: plain where nothing in it means something to YAML.
    static func plain(_ text: String) -> String {
        text.wholeMatch(of: /[A-Za-z.][A-Za-z0-9._\/-]*/) != nil ? text : quoted(text)
    }
}
