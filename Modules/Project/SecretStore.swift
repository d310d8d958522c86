import Diagnostics
import Foundation
import YAML

/// Where secrets are found by name: the environment first, then a file that its owner alone may read.
struct SecretStore {
    let environment: [String: String]
    let file: URL
    /// The file as messages name it.
    let shownAs: String

    /// `text` with every `${NAME}` replaced, and the secrets that were put in.
    func resolve(_ text: String, for owner: String, at location: SourceLocation) throws -> (String, [Secret]) {
        var result = ""
        var secrets: [Secret] = []
        var rest = text[...]
        while let match = rest.firstMatch(of: Self.reference) {
            let name = String(match.output.1)
            guard let secret = try secret(name) else {
                throw WeirError.secretMissing(name, for: owner, file: shownAs, exists: exists, at: location)
            }
            result += rest[..<match.range.lowerBound] + secret.value
            secrets.append(secret)
            rest = rest[match.range.upperBound...]
        }
        return (result + rest, secrets)
    }

    /// The secret of this name, or nil when no place has it.
    func secret(_ name: String) throws -> Secret? {
        if let value = environment[name], !value.isEmpty { return Secret(value) }
        return try stored()[name].map { Secret($0) }
    }

    /// The names that `text` refers to.
    static func names(in text: String) -> [String] { text.matches(of: reference).map { String($0.output.1) } }

    /// What the file holds; nothing when there is none. Throws when others may read it.
    func stored() throws -> [String: String] {
        guard exists else { return [:] }
        let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
        let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue ?? 0
        if mode & 0o077 != 0 { throw WeirError.secretsReadable(file: shownAs) }
        let text = try String(contentsOf: file, encoding: .utf8)
        let reader = YAMLReader(try YAMLDocument.parse(text, file: shownAs), named: shownAs)
        let pairs = reader.keys.compactMap { key in reader.string(key).map { (key, $0) } }
        try reader.finish()
        return Dictionary(pairs) { $1 }
    }

    private var exists: Bool { FileManager.default.fileExists(atPath: file.path) }

    private static var reference: Regex<(Substring, Substring)> { /\$\{([A-Za-z_][A-Za-z0-9_]*)\}/ }
}
