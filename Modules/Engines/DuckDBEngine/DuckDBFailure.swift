import Diagnostics
import Foundation
import JSON
import Warehouse

/// What DuckDB says about a failure, taken apart: the connection asks for it as JSON.
struct DuckDBFailure: Error {
    /// DuckDB's kind of exception: `Binder`, `Catalog`, `Conversion`, `IO`, …
    let kind: String
    /// The text, with row values in it.
    let message: String
    /// The kind below the kind: `COLUMN_NOT_FOUND`, `MISSING_ENTRY`.
    let subkind: String?
    /// What was not found: its kind (`Table`, `Scalar Function`) and its name.
    let entry: String?
    let name: String?
    /// The system's number for the reason, where the system refused.
    let systemError: Int32?
    /// What DuckDB would offer instead.
    let candidates: [String]
    /// UTF-8 bytes from the beginning of the statement.
    let offset: Int?

    /// A failure from the text that DuckDB gave: `Binder Error: {"exception_type":"Binder", …}`, or plain words.
    init(_ text: String) {
        let object = text.firstIndex(of: "{").flatMap { try? JSONValue.parse(String(text[$0...])) }?.object
        let prefix = text.firstRange(of: " Error: ").map { String(text[..<$0.lowerBound]) }
        kind = object?["exception_type"]?.string ?? prefix ?? ""
        message =
            object?["exception_message"]?.string
            ?? text.firstRange(of: " Error: ").map { String(text[$0.upperBound...]) } ?? text
        subkind = object?["error_subtype"]?.string
        entry = object?["type"]?.string
        name =
            object?["name"]?.string ?? message.firstMatch(of: /name "?([^" ]+)"? does not exist/).map { String($0.1) }
        systemError = object?["errno"]?.string.flatMap { Int32($0) }
        candidates = (object?["candidates"]?.string ?? "").split(separator: ",").map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        offset = object?["position"]?.string.flatMap { Int($0) }
    }

    /// The failure of a statement as the error that a person meets.
    func error() -> WeirError {
        var error = classified
        error.statementOffset = offset
        return error
    }

    /// The failure of opening a file.
    func error(opening path: String?) -> WeirError {
        guard let path else { return error() }
        if message.contains("Could not set lock") { return .databaseInUse(path, reason: firstLine) }
        if message.contains("database does not exist") || message.contains("No such file") { return .noDatabase(path) }
        let error = error()
        if error.code == .engineCorrupt { return .corruptDatabase(path, reason: firstLine) }
        if error.code == .engineFailure { return .cannotOpen(path, reason: firstLine) }
        return error
    }

    private var classified: WeirError {
        let lowered = message.lowercased()
        if let systemError, [ENOSPC, EFBIG, EDQUOT].contains(systemError) { return .diskFull(reason: firstLine) }
        if Self.diskFullWords.contains(where: lowered.contains) { return .diskFull(reason: firstLine) }
        if kind == "Serialization" || Self.corruptWords.contains(where: lowered.contains) {
            return .corruptDatabase(nil, reason: firstLine)
        }
        if let csv = CSVFailure(message) { return csv.error }
        if lowered.contains("attached in read-only mode") { return .onlyReading() }
        if let missingTable { return .missingTable(missingTable) }
        switch (kind, subkind) {
        case ("INTERRUPT", _), ("Interrupt", _): return .interrupted
        case ("Parser", _), ("Syntax", _): return .badSyntax(firstLine)
        case ("Catalog", _) where subkind == "MISSING_ENTRY" || lowered.contains("does not exist"):
            return .missingEntry(entry ?? "entry", name ?? "", candidates: candidates)
        case ("Binder", "COLUMN_NOT_FOUND"):
            return .missingColumn(name ?? "", candidates: candidates)
        case ("Conversion", _), ("Out of Range", _), ("Mismatch Type", _), ("Decimal", _):
            return .badValue(maskedLine)
        case ("Constraint", _):
            return lowered.contains("write-write") ? .conflict(maskedLine) : .brokenConstraint(maskedLine)
        case ("TransactionContext", _) where lowered.contains("conflict"): return .conflict(maskedLine)
        case ("Out of Memory", _): return .outOfMemory(firstLine)
        case ("IO", _) where lowered.contains("could not set lock"): return .fileInUse(firstLine)
        case ("IO", _) where lowered.contains("no files found"): return .noSuchFiles(firstLine)
        case ("Permission", _): return .notPermitted(firstLine)
        case ("Missing Extension", _), ("Autoload", _): return .missingExtension(firstLine)
        case ("Invalid Input", _): return .statementFailed(maskedLine)
        default: return .statementFailed(firstLine)
        }
    }

    /// The table or view that is not there, where that is what failed.
    var missingTable: String? {
        guard kind == "Catalog", subkind == "MISSING_ENTRY" || message.contains("does not exist") else { return nil }
        return entry == nil || entry == "Table" || entry == "View" ? name : nil
    }

    private static let diskFullWords = ["no space left", "file too large", "disk quota exceeded", "disk is full"]
    private static let corruptWords = [
        "could not read enough bytes", "not a valid duckdb database file", "corrupt", "checksum",
        "failed to load metadata pointer",
    ]

    private var firstLine: String {
        let line = message.split(separator: "\n").first.map(String.init) ?? message
        return line.trimmingCharacters(in: CharacterSet(charactersIn: " !.:"))
    }

    /// The first line without what may be values of rows: quoted texts and bare numbers.
    private var maskedLine: String {
        firstLine
            .replacing(/'[^']*'|"[^"]*"/, with: "'…'")
            .replacing(/(^|[ (=,\[])-?[0-9][0-9.]*($|(?=[!), \]]))/) { "\($0.1)…" }
    }
}
