import Diagnostics
import DurableFiles
import Foundation
import Warehouse

// MARK: The library

extension WeirError {
    static func libraryMissing(lookedAt places: [String]) -> WeirError {
        WeirError(
            "engine.library_missing", "DuckDB's library was not found",
            hint: "run `make setup`, or name a libduckdb in WEIR_DUCKDB_LIBRARY",
            notes: places.map { "looked at \($0)" }, kind: .usage)
    }

    static func libraryUnusable(_ path: String, because reason: String) -> WeirError {
        WeirError(
            "engine.library_unusable", "DuckDB's library '\(path)' cannot be used: \(reason)",
            hint: "run `make setup`, or name another libduckdb in WEIR_DUCKDB_LIBRARY", kind: .usage)
    }
}

// MARK: Opening

extension WeirError {
    static func databaseInUse(_ path: String, by holder: LockFile.Holder?) -> WeirError {
        let who = holder.map { "process \($0.processID) (\($0.command))" } ?? "another process"
        return databaseInUse(path, reason: "held by \(who)")
    }

    static func databaseInUse(_ path: String, reason: String) -> WeirError {
        WeirError(
            .engineBusy, "the database '\(path)' is in use: \(reason)",
            hint: "wait until it has ended, or stop it, then run the same command again", isRetryable: true)
    }

    static func openOtherwise(_ path: String) -> WeirError {
        WeirError(
            .engineBusy, "the database '\(path)' is open in this process already, once to read only and once to write",
            hint: "close it first, or read a published snapshot", isRetryable: true)
    }

    static func noDatabase(_ path: String) -> WeirError {
        WeirError(
            "engine.no_database", "there is no database '\(path)'", hint: "run a pipeline first: `weir run city_bikes`",
            kind: .usage)
    }

    static func cannotOpen(_ path: String, reason: String) -> WeirError {
        WeirError(
            .engineFailure, "the database '\(path)' cannot be opened: \(reason)",
            hint: "check the permissions of the file and of its folder")
    }

    static func corruptDatabase(_ path: String?, reason: String) -> WeirError {
        WeirError(
            .engineCorrupt, "\(path.map { "the database '\($0)'" } ?? "a file") is damaged or no database: \(reason)",
            hint: "move \(path.map { "'\($0)'" } ?? "the file") away and run the pipeline again, or put a copy back")
    }

    static func databaseClosed(_ file: URL?) -> WeirError {
        WeirError("engine.closed", "the database \(file.map { "'\($0.path)' " } ?? "")is closed", hint: "open it again")
    }

    static func noConfiguration() -> WeirError { WeirError(.engineFailure, "DuckDB gives no configuration") }
    static func noConnection() -> WeirError { WeirError(.engineFailure, "DuckDB gives no connection") }

    static func badOption(_ name: String, _ value: String) -> WeirError {
        WeirError(
            "engine.bad_setting", "DuckDB takes no setting \(name) = '\(value)'",
            hint: "check the target in weir.yml", kind: .usage)
    }
}

// MARK: Statements

extension WeirError {
    static func badSyntax(_ message: String) -> WeirError { WeirError(.engineSyntax, message) }

    static func emptyStatement() -> WeirError { WeirError(.engineSyntax, "the statement is empty") }

    static func nulInStatement() -> WeirError { WeirError(.engineSyntax, "the statement holds a NUL character") }

    static func bindingCount(needed: Int, given: Int) -> WeirError {
        WeirError("engine.bindings", "the statement takes \(needed) values, \(given) are bound")
    }

    static func cannotBind(_ type: ColumnType, at place: Int) -> WeirError {
        WeirError("engine.bindings", "value \(place), of type \(type), cannot be bound")
    }

    static func missingTable(_ name: String) -> WeirError {
        WeirError(.engineUnknownTable, "there is no table '\(name)'", hint: "check the name and its schema")
    }

    /// The same error with what somebody probably meant: the same name in another schema, or the nearest one.
    func suggesting(_ tables: [TableName], insteadOf name: String) -> WeirError {
        let same = tables.first { $0.name.lowercased() == name.lowercased() }
        let nearBare = NearMiss.of(name, in: tables.map(\.name))
        let meant =
            same ?? tables.first { $0.description == NearMiss.of(name, in: tables.map(\.description)) }
            ?? tables.first { $0.name == nearBare }
        guard let meant else { return self }
        var error = self
        error.hint = "did you mean '\(meant)'?"
        return error
    }

    static func missingEntry(_ kind: String, _ name: String, candidates: [String]) -> WeirError {
        WeirError(
            "engine.unknown_name", "there is no \(kind.lowercased()) '\(name)'",
            hint: NearMiss.question(name, in: candidates))
    }

    static func missingColumn(_ name: String, candidates: [String]) -> WeirError {
        WeirError(
            .engineUnknownColumn, "there is no column '\(name)' here",
            hint: NearMiss.question(name, in: candidates) ?? nearby(candidates))
    }

    private static func nearby(_ candidates: [String]) -> String? {
        candidates.isEmpty ? nil : "columns that are there: \(candidates.joined(separator: ", "))"
    }

    static func badValue(_ message: String) -> WeirError { WeirError(.engineConversion, message.loweringFirst) }

    static func brokenConstraint(_ message: String) -> WeirError {
        WeirError(.engineConstraint, message)
    }

    static func conflict(_ message: String) -> WeirError {
        WeirError(
            .engineConflict, "the transaction lost against another one: \(message.loweringFirst)",
            hint: "run the same command again", isRetryable: true)
    }

    static func unreadableType(_ type: String, of column: ColumnName) -> WeirError {
        WeirError(
            "engine.unreadable_type", "column '\(column)' is of type \(type), which is not read",
            hint: "cast it in the query: `cast(\(column) as varchar)`", kind: .usage)
    }

    static func statementFailed(_ message: String) -> WeirError { WeirError(.engineFailure, message.loweringFirst) }
}

// MARK: The machine

extension WeirError {
    static func diskFull(reason: String) -> WeirError {
        WeirError(
            .engineDiskFull, "the database cannot grow: \(reason.loweringFirst)",
            hint: "free space on its disk (or raise the limit of size), then run the same command again")
    }

    static func outOfMemory(_ message: String) -> WeirError {
        WeirError(
            "engine.out_of_memory", "DuckDB has no memory left: \(message)",
            hint: "raise the target's memory limit in weir.yml, or give it fewer threads")
    }

    static func fileInUse(_ message: String) -> WeirError {
        WeirError(.engineBusy, message, hint: "wait until the other process has ended", isRetryable: true)
    }

    static func noFilesToScan() -> WeirError { WeirError("engine.no_files", "there are no files to read") }

    static func noSuchFiles(_ message: String) -> WeirError {
        WeirError("engine.no_files", message.loweringFirst, hint: "check the path", kind: .usage)
    }

    static func notPermitted(_ message: String) -> WeirError {
        WeirError(
            "engine.not_permitted", message.loweringFirst,
            hint: "a published snapshot is read as it is: no files, no network, no settings", kind: .usage)
    }

    static func missingExtension(_ message: String) -> WeirError {
        WeirError(
            "engine.missing_extension", message.loweringFirst, hint: "Weir installs no extensions of DuckDB by itself",
            kind: .usage)
    }

    static func badLine(_ line: Int?, of file: String?, because problem: String) -> WeirError {
        WeirError(
            "engine.bad_line",
            "\(line.map { "line \($0)" } ?? "a line") of \(file.map { "'\($0)'" } ?? "a file"): \(problem)",
            at: file.map { SourceLocation(file: $0, line: line) },
            hint: "look at that line, and at the declared columns")
    }
}

extension String {
    /// The text with a lower-case first letter, as messages begin; words like `SQL` or `PRIMARY KEY` stay.
    var loweringFirst: String {
        guard let second = dropFirst().first, second.isLowercase || second == " " else { return self }
        return prefix(1).lowercased() + dropFirst()
    }
}
