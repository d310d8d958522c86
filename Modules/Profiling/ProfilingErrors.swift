import Diagnostics
import Foundation

/// The wording of this module's errors. A sample that cannot be profiled is a wrong call: exit code 2.
extension WeirError {
    /// The same error as a wrong call; a person who stopped it stays one.
    var asWrongCall: WeirError {
        var error = self
        if error.kind == .failure { error.kind = .usage }
        return error
    }

    private static func profiling(
        _ code: String, _ message: String, hint: String, notes: [String] = []
    ) -> WeirError {
        WeirError(Code(rawValue: "profiling.\(code)"), message, hint: hint, notes: notes, kind: .usage)
    }

    // MARK: Places

    static func unreadableSample(_ shown: String, errno code: Int32) -> WeirError {
        profiling(
            "unreadable", "'\(shown)' cannot be read: \(String(cString: strerror(code)).lowercased())",
            hint: "give the path of a file or folder that may be read, or an http(s) address")
    }

    static func noPlainFile(_ shown: String) -> WeirError {
        profiling("no_file", "'\(shown)' is neither a file nor a folder", hint: "write it to a file first")
    }

    static func unknownScheme(_ scheme: String) -> WeirError {
        profiling(
            "unknown_scheme", "addresses that begin with \(scheme):// are not fetched",
            hint: "give an http or https address, or fetch the file first")
    }

    static func badAddress(_ text: String) -> WeirError {
        profiling(
            "bad_address", "'\(DisplayText.shown(text))' is no address",
            hint: "write it with its host: https://host/path")
    }

    static func diskTooSmall(_ shown: String, needed: Int?, free: Int, folder: URL) -> WeirError {
        let size = needed.map { "needs \(megabytes($0))" } ?? "unpacks to more than there is room for"
        return profiling(
            "disk_too_small", "'\(shown)' \(size), and \(folder.path) has room for \(megabytes(free))",
            hint: "free space there, name another folder in TMPDIR, or give a smaller sample")
    }

    private static func megabytes(_ bytes: Int) -> String { "\((bytes + 999_999) / 1_000_000) MB" }

    // MARK: What is no data

    static func emptySample(_ shown: String) -> WeirError {
        profiling("empty", "'\(shown)' is empty", hint: "give a sample with a header and some rows")
    }

    static func noRows(_ shown: String) -> WeirError {
        profiling("no_rows", "'\(shown)' has a header and no rows", hint: "give a sample with some rows")
    }

    static func pageInsteadOfData(_ shown: String) -> WeirError {
        profiling(
            "page_instead_of_data", "'\(shown)' is an HTML page and no data",
            hint: "open it in a browser: it may be a log-in page, an error, or the page that links to the data")
    }

    static func errorInsteadOfData(_ shown: String) -> WeirError {
        profiling(
            "error_instead_of_data", "'\(shown)' is the error that a server answered with, and no data",
            hint: "read what it says, and fetch the data again")
    }

    static func notData(_ shown: String, _ kind: String) -> WeirError {
        profiling(
            "not_data", "'\(shown)' is \(kind), which is not read",
            hint:
                "give CSV or other delimited text, JSON, NDJSON, Parquet, .xlsx, or a zip, tar, gzip or zstd file of these"
        )
    }

    static func unknownFormat(_ shown: String) -> WeirError {
        profiling(
            "unknown_format", "'\(shown)' is written in no format that is known",
            hint: "give CSV or other delimited text, JSON, NDJSON, Parquet or .xlsx")
    }

    static func noTable(_ shown: String, lines: Int) -> WeirError {
        profiling(
            "no_table", "'\(shown)' holds \(lines == 1 ? "one line" : "\(lines) or more lines") of text and no table",
            hint: "give a file whose lines one sign divides into fields; name the sign if it is an unusual one")
    }

    // MARK: What is broken

    static func brokenJSON(_ shown: String) -> WeirError {
        profiling(
            "broken_json", "'\(shown)' begins like JSON and cannot be read as JSON",
            hint: "check it with a JSON tool; it may have been cut, or hold several documents")
    }

    static func cutJSON(_ shown: String) -> WeirError {
        profiling("cut_json", "'\(shown)' breaks off in the middle of its JSON", hint: "fetch it again: it was cut")
    }

    static func noRecords(_ shown: String) -> WeirError {
        profiling("no_records", "'\(shown)' holds no records", hint: "give a document with a list of records in it")
    }

    static func noRecordsAt(_ path: [String], _ shown: String, instead: [String]?) -> WeirError {
        let words = { (path: [String]) in path.isEmpty ? "the root" : "'\(path.joined(separator: "."))'" }
        return profiling(
            "no_records_at", "'\(shown)' has no records at \(words(path))",
            hint: instead.map { "they seem to be at \(words($0))" } ?? "take the overrule of 'path' out")
    }

    static func largeDocument(_ shown: String, _ limitBytes: Int) -> WeirError {
        profiling(
            "large_document", "'\(shown)' has one array a field and is larger than \(megabytes(limitBytes))",
            hint: "give a shorter stretch of it as the sample")
    }

    static func cutParquet(_ shown: String) -> WeirError {
        profiling("cut_parquet", "'\(shown)' is a Parquet file without its end", hint: "fetch it again: it was cut")
    }

    static func brokenParquet(_ shown: String) -> WeirError {
        profiling("broken_parquet", "'\(shown)' is a Parquet file that cannot be read", hint: "fetch or write it again")
    }

    static func brokenWorkbook(_ shown: String) -> WeirError {
        profiling(
            "broken_workbook", "'\(shown)' is a workbook whose parts cannot be read",
            hint: "save it again as .xlsx, or as CSV")
    }

    static func emptyWorkbook(_ shown: String) -> WeirError {
        profiling("empty_workbook", "no sheet of '\(shown)' has a row", hint: "give a workbook with a table in it")
    }

    static func largeWorkbook(_ shown: String) -> WeirError {
        profiling(
            "large_workbook", "the texts of '\(shown)' take more memory than is allowed", hint: "save the sheet as CSV")
    }

    // MARK: Folders and archives

    static func emptyFolder(_ shown: String) -> WeirError {
        profiling("empty_folder", "the folder '\(shown)' has no files", hint: "give a folder with data files in it")
    }

    static func emptyArchive(_ shown: String) -> WeirError {
        profiling("empty_archive", "the archive '\(shown)' has no files", hint: "give an archive with data files in it")
    }

    static func tooManyFiles(_ shown: String, _ limit: Int) -> WeirError {
        profiling("too_many_files", "'\(shown)' has more than \(limit) files", hint: "give some of them as the sample")
    }

    static func noDataInside(_ shown: String, _ found: [String]) -> WeirError {
        profiling(
            "no_data_inside", "'\(shown)' holds no data that is read",
            hint: "give CSV or other delimited text, JSON, NDJSON, Parquet or .xlsx", notes: shortened(found))
    }

    static func unrelatedFiles(_ shown: String, _ found: [String]) -> WeirError {
        profiling(
            "unrelated_files", "the files in '\(shown)' have nothing to do with one another: they are not one source",
            hint: "give one of them", notes: shortened(found))
    }

    private static func shortened(_ found: [String]) -> [String] {
        found.count > 8 ? found.prefix(8) + ["and \(found.count - 8) more"] : found
    }

    // MARK: Overrules

    static func badSign(_ word: String) -> WeirError {
        profiling(
            "bad_sign", "'\(DisplayText.shown(word))' cannot be a delimiter or a quote",
            hint: "write one ASCII sign, or tab")
    }

    static func unknownEncoding(_ name: String) -> WeirError {
        let known = TextEncoding.allCases.map(\.rawValue)
        return profiling(
            "unknown_encoding", "the encoding '\(DisplayText.shown(name))' is not known",
            hint: NearMiss.question(name, in: known) ?? "known ones: \(known.joined(separator: ", "))")
    }

    static func unwritableChoice(_ key: String, expectation: String, at location: SourceLocation) -> WeirError {
        WeirError(
            "profiling.bad_choice", "'\(key)' cannot be this", at: location, hint: "write \(expectation)", kind: .usage)
    }

    static func otherVersion(_ found: Int, known: Int, at location: SourceLocation) -> WeirError {
        WeirError(
            "profiling.other_version", "the profile is of version \(found), and this program reads version \(known)",
            at: location,
            hint: "profile the sample again", kind: .usage)
    }
}
