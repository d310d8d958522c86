import Diagnostics

/// Knows one way to write data.
///
/// A new format is a file with one of these and a line in `Recognizers.all`.
protocol Recognizer: Sendable {
    /// What a file holds, when it is written in this way; nil when it is not. Throws where it is, and is broken.
    func recognize(_ sample: FileSample, _ overrules: ResourceOverrules) throws -> (any RecognizedFile)?
}

/// A file whose format is known: it can be loaded.
protocol RecognizedFile: Sendable {
    /// The file.
    var file: DataFile { get }
    /// Files with equal ones are parts of one resource; nil for one that stands alone.
    var fingerprint: String? { get }
    /// Loads it, and others with the same fingerprint, into one table.
    func load(with others: [any RecognizedFile], on bench: Workbench) throws -> LoadedTable
}

/// Every format that is known, in the order in which they are tried.
enum Recognizers {
    static let all: [any Recognizer] = [
        ParquetRecognizer(),
        JSONLinesRecognizer(),
        JSONRecognizer(),
        DelimitedRecognizer(),
    ]

    /// What a file holds; throws, and says what the file seems to be, when no recognizer knows it.
    static func recognize(_ file: DataFile, _ overrules: ResourceOverrules) throws -> any RecognizedFile {
        let sample = try FileSample(file)
        if let refusal = RefusedContent.of(sample) { throw refusal }
        for recognizer in all {
            if let recognized = try recognizer.recognize(sample, overrules) { return recognized }
        }
        throw WeirError.unknownFormat(file.shown)
    }
}
