import Diagnostics
import JSON

/// A JSON document with its records somewhere in it.
struct JSONRecognizer: Recognizer {
    func recognize(_ sample: FileSample, _ overrules: ResourceOverrules) throws -> (any RecognizedFile)? {
        let source = JSONSource(sample)
        let head = try Self.text(source, sample)
        guard let first = head.first(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }),
            first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
        else { return nil }
        let isNamedSo = ["json", "geojson", "topojson"].contains(sample.file.ending)
        let outline: (outline: JSONOutline, isWhole: Bool)
        do {
            // The records of an array stand at its root; in an object they may stand behind much else.
            let isArray = first == UInt8(ascii: "[")
            outline = try JSONOutline.read { try source.feed(atMost: isArray ? FileSample.headBytes : .max, $0) }
            if !isArray || sample.isWhole, !outline.isWhole { throw WeirError.cutJSON(sample.file.shown) }
        } catch is JSONWalker.Failure {
            if !isNamedSo, Self.isNoJSON(head) { return nil }
            throw WeirError.brokenJSON(sample.file.shown)
        }
        return try document(source, outline.outline, sample, overrules)
    }

    private func document(
        _ source: JSONSource, _ root: JSONOutline, _ sample: FileSample, _ overrules: ResourceOverrules
    ) throws -> any RecognizedFile {
        let finder = JSONLayoutFinder(root: root)
        if let chosen = overrules.path, finder.find(chosen: chosen) == nil {
            throw WeirError.noRecordsAt(chosen, sample.file.shown, instead: finder.find()?.path)
        }
        if let finding = finder.find(chosen: overrules.path) {
            return JSONDocument(
                source: source, finding: finding, root: root, made: finder.find() ?? finding, overrules: overrules)
        }
        guard root.isObject, !root.keys.isEmpty else { throw WeirError.noRecords(sample.file.shown) }
        if Self.isError(root) { throw WeirError.errorInsteadOfData(sample.file.shown) }
        let single = JSONLayoutFinder.Finding(
            layout: .single, path: [], reason: "it holds no list: one object, one row")
        return JSONDocument(source: source, finding: single, root: root, made: single, overrules: overrules)
    }

    private static func text(_ source: JSONSource, _ sample: FileSample) throws -> [UInt8] {
        var head: [UInt8] = []
        try source.feed(atMost: 4096) { head.append(contentsOf: $0) }
        return head
    }

    /// Whether a text merely begins with a bracket: `[id],[name]`.
    private static func isNoJSON(_ head: [UInt8]) -> Bool {
        var walker = JSONWalker()
        do {
            try head.prefix(64).withUnsafeBytes { try walker.feed($0) { _, _, _ in true } }
            return false
        } catch { return true }
    }

    /// The words of an answer that says why there is none.
    private static func isError(_ root: JSONOutline) -> Bool {
        let words: Set = [
            "error", "errors", "message", "code", "status", "detail", "details", "reason", "title", "type", "fault",
            "success", "ok", "error_description", "statuscode", "status_code", "timestamp", "path", "exception",
            "documentation_url", "instance", "trace_id", "request_id", "requestid",
        ]
        let said = root.keys.map { $0.lowercased() }
        let telling: Set = ["error", "errors", "message", "detail", "fault", "exception", "error_description"]
        return said.allSatisfy(words.contains) && said.contains(where: telling.contains)
    }
}
