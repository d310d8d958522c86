import Diagnostics
import Foundation

/// The files of a sample that hold data, those of one resource together, and what else there is.
struct Collected: Sendable {
    /// Files of one resource.
    struct Group: Sendable {
        var first: any RecognizedFile
        var others: [any RecognizedFile] = []
        let overrules: ResourceOverrules
        var files: [DataFile] { [first.file] + others.map(\.file) }
    }

    var groups: [Group] = []
    /// Files that were passed over, each with the reason.
    var passedOver: [String] = []
}

/// Recognizes the files of a sample.
struct Collecting {
    private let gathered: Gathered
    private let shown: String
    private let previous: SourceProfile?

    init(_ gathered: Gathered, shown: String, previous: SourceProfile?) {
        (self.gathered, self.shown, self.previous) = (gathered, shown, previous)
    }

    func collect() throws -> Collected {
        var collected = Collected()
        var refused: [(file: DataFile, error: WeirError)] = []
        var places: [String: Int] = [:]
        for file in gathered.files {
            let overrules = ResourceOverrules(for: file, in: previous)
            let recognized: any RecognizedFile
            do { recognized = try Recognizers.recognize(file, overrules) } catch let error as WeirError
                where error.kind == .usage && gathered.isCollection
            {
                refused.append((file, error))
                continue
            }
            if let print = recognized.fingerprint, let place = places[print] {
                collected.groups[place].others.append(recognized)
                continue
            }
            recognized.fingerprint.map { places[$0] = collected.groups.count }
            collected.groups.append(Collected.Group(first: recognized, overrules: overrules))
        }
        try check(collected, refused)
        collected.passedOver = refused.map { "\($0.file.shown): \(Self.reason($0.error, $0.file))" }
        return collected
    }

    /// Throws where what was refused is all there is, or most of it.
    private func check(_ collected: Collected, _ refused: [(file: DataFile, error: WeirError)]) throws {
        let odd = refused.filter { !Self.isDocumentation($0.file) && $0.file.sheet == nil }
        let data = collected.groups.reduce(0) { $0 + $1.files.count }
        if data == 0 {
            if refused.count == 1 || odd.count == 1, let only = odd.first ?? refused.first { throw only.error }
            throw WeirError.noDataInside(shown, refused.map { "\($0.file.shown): \(Self.reason($0.error, $0.file))" })
        }
        if odd.count > data { throw WeirError.unrelatedFiles(shown, gathered.files.map(\.shown)) }
    }

    private static func reason(_ error: WeirError, _ file: DataFile) -> String {
        error.message.replacing("'\(file.shown)' ", with: "")
    }

    /// What lies beside data and says something about it.
    private static func isDocumentation(_ file: DataFile) -> Bool {
        let name = file.stem.lowercased()
        let starts = [
            "readme", "license", "licence", "copying", "changelog", "metadata", "notice", "about", "liesmich",
        ]
        return ["md", "pdf", "html", "htm", "rst", "prj", "cpg", "xml", "sha256", "md5", "asc"].contains(file.ending)
            || starts.contains(where: name.hasPrefix)
    }
}
