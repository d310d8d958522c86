import Diagnostics
import Foundation
import YAML

/// The secrets of a project, so that no log, ledger or prompt shows one.
public enum ProjectSecrets {
    /// A masker for all values in `.weir/secrets.yml`; one that masks nothing where there is no such file.
    public static func masker(_ root: URL) throws -> Masker {
        let file = root.appending(path: ".weir/secrets.yml")
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return Masker() }
        let reader = YAMLReader(try YAMLDocument.parse(text, file: ".weir/secrets.yml"), named: ".weir/secrets.yml")
        return Masker(reader.keys.compactMap { key in reader.string(key).map { Secret($0) } })
    }
}
