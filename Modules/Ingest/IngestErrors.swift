import Diagnostics
import Foundation
import JSON
import Warehouse

// The wording of this module's errors.

// MARK: Settings and windows

extension WeirError {
    static func unknownSetting(
        _ name: String, source: String, known: [String], at place: SourceLocation? = nil
    ) -> WeirError {
        WeirError(
            "ingest.unknown_setting", "the source '\(source)' has no setting '\(name)'", at: place,
            hint: NearMiss.question(name, in: known) ?? "its settings are \(known.joined(separator: ", "))",
            kind: .usage)
    }

    static func missingSetting(_ setting: SourceSetting, source: String) -> WeirError {
        WeirError(
            "ingest.missing_setting",
            "the source '\(source)' needs the setting '\(setting.name)': \(setting.description)",
            hint: "write it into weir.yml as sources.\(source).\(setting.name)", kind: .usage)
    }

    static func badSetting(
        _ name: String, _ text: String, source: String, known: [String], at place: SourceLocation? = nil
    ) -> WeirError {
        WeirError(
            "ingest.bad_setting", "the setting sources.\(source).\(name) cannot be '\(text)'", at: place,
            hint: "it may be \(known.joined(separator: " or "))", kind: .usage)
    }

    static func badBound(_ text: String, option: String) -> WeirError {
        WeirError(
            "ingest.bad_bound", "\(option) '\(text)' is neither a month nor a day",
            hint: "write it as 2024-05 or 2024-05-17", kind: .usage)
    }

    static func badWindow(_ from: CalendarDay, _ to: CalendarDay) -> WeirError {
        WeirError(
            "ingest.bad_window", "--from \(from) lies after --to \(to)", hint: "swap the two", kind: .usage)
    }

    static func runsAlready(_ source: String, _ error: WeirError) -> WeirError {
        WeirError(
            "ingest.runs_already", "the source '\(source)' is being loaded already: \(error.message)",
            hint: error.hint, isRetryable: true)
    }
}

// MARK: Places and files

extension WeirError {
    static func badLocation(_ text: String, setting: String) -> WeirError {
        WeirError(
            "ingest.bad_location", "the setting \(setting) is no path and no http address: '\(text)'",
            hint: "write a path, a pattern of paths, or an address that begins with https://", kind: .usage)
    }

    static func noLocation(_ path: String, setting: String) -> WeirError {
        WeirError(
            "ingest.no_location", "the setting \(setting) names '\(path)', where there is nothing",
            hint: path.contains("/.weir/sample/") ? "run `weir sample --out .weir/sample`" : "check the path",
            kind: .usage)
    }

    static func noListing(_ address: String) -> WeirError {
        WeirError(
            "ingest.no_listing", "\(address) does not list its files",
            hint: "name the address of a bucket or of a folder with links, or download the files into a directory")
    }

    static func noFiles(_ place: String, patterns: [String]) -> WeirError {
        WeirError(
            "ingest.no_files", "\(place) has no file named like \(patterns.joined(separator: " or "))",
            hint: "check the setting, and the names there")
    }

    static func missingMonths(_ months: [Month], newest: Month? = nil, at place: String) -> WeirError {
        WeirError(
            "ingest.missing_month",
            "\(place) has no file for \(months.map(\.description).joined(separator: ", "))"
                + (newest.map { ": the newest is \($0)" } ?? ""),
            hint: "check the months, or pass over what is missing with --allow-missing")
    }

    static func emptyFile(_ file: String, address: String) -> WeirError {
        WeirError(
            "ingest.empty_file", "'\(file)' is empty", hint: "fetch it again; it came from \(address)")
    }

    static func pageInsteadOfData(_ file: String, address: String) -> WeirError {
        WeirError(
            "ingest.page_instead_of_data", "'\(file)' is a web page and no data",
            hint: "open \(address) in a browser: it may be a log-in page or a wrong address")
    }

    /// An error of an archive, which names the file as it came and where from, instead of its copy in the landing.
    static func unreadableArchive(_ error: WeirError, copy: String, file: String, address: String) -> WeirError {
        var error = error
        error.message = error.message.replacing("'\(copy)'", with: "'\(file)'")
        if error.code == "archive.damaged" || error.code == "archive.not_an_archive" {
            error.hint = "fetch it again; it came from \(address)"
        }
        return error
    }

    static func nothingInArchive(_ file: String, endings: [String], months: [Month]) -> WeirError {
        let wanted = endings.isEmpty ? "file" : "file that ends in \(endings.joined(separator: " or "))"
        let of = months.isEmpty ? "" : " of \(months.map(\.description).joined(separator: ", "))"
        return WeirError(
            "ingest.nothing_in_archive", "'\(file)' holds no \(wanted)\(of)", hint: "look into it, and fetch it again")
    }
}

// MARK: What files hold

extension WeirError {
    static func unknownHeader(_ header: [String], layouts: [Layout], at place: SourceLocation) -> WeirError {
        WeirError(
            "ingest.unknown_header", "the header is of no known layout", at: place,
            hint: "is this the right file? if its schema is new, add a layout to the source",
            notes: ["it has: \(header.joined(separator: ", "))"]
                + layouts.map { "\($0.name): \($0.fields.map(\.name).joined(separator: ", "))" })
    }

    static func vanishedFields(
        _ names: [String], layout: Layout, undeclared: [String], at place: SourceLocation
    ) -> WeirError {
        let list = names.map { "'\($0)'" }.joined(separator: ", ")
        let near = names.compactMap { name in NearMiss.of(name, in: undeclared).map { "'\($0)' may be '\(name)'" } }
        return WeirError(
            "ingest.vanished_field",
            "the file lacks \(list), which files of the layout '\(layout.name)' have", at: place,
            hint: near.isEmpty
                ? "correct the file or the layout; with the setting vanished_fields: null its columns stay null"
                : near.joined(separator: ", ") + ": correct the file, or the name in the layout")
    }

    static func duplicateField(_ name: String, at place: SourceLocation) -> WeirError {
        WeirError(
            "ingest.duplicate_field", "the header names '\(name)' twice", at: place, hint: "correct the header")
    }

    static func newField(_ name: String, in file: String, source: String) -> WeirError {
        WeirError(
            "ingest.new_field", "'\(file)' has the field '\(name)', which is not declared",
            hint: "declare it, or set sources.\(source).new_fields to add or ignore")
    }

    static func retypedColumn(_ column: Column, of table: TableName, is type: ColumnType) -> WeirError {
        WeirError(
            "ingest.retyped_column",
            "\(table).\(column.name) is \(type) in the warehouse and declared as \(column.type)",
            hint: "build the table anew with --full-refresh, or declare the old type")
    }

    static func badRow(
        _ files: String, table: TableName, because reason: String, source: String, at place: SourceLocation?
    ) -> WeirError {
        WeirError(
            "ingest.bad_row", "\(files) cannot be loaded into \(table): \(reason)", at: place,
            hint: """
                correct the file at its origin and run again, or keep such values apart with \
                sources.\(source).retyped_fields: variant
                """)
    }
}

// MARK: Answers

extension WeirError {
    static func noJSON(_ address: String, reason: String) -> WeirError {
        WeirError("ingest.no_json", "the answer of \(address) is not JSON: \(reason)", hint: "check the address")
    }

    static func fileIsNoJSON(_ file: String, reason: String) -> WeirError {
        WeirError(
            "ingest.no_json", "'\(file)' is not JSON: \(reason)",
            hint: "look into it: it may be cut short; fetch it again")
    }

    /// What an engine said about a document: where that is no JSON, the file and the place of the fault.
    static func unreadableDocument(_ error: any Error, path: String, shown: String) -> any Error {
        guard (error as? WeirError)?.code == .engineFailure, let data = FileManager.default.contents(atPath: path)
        else { return error }
        do { _ = try JSONValue.parse(utf8: Array(data)) } catch {
            return fileIsNoJSON(shown, reason: error.description)
        }
        return error
    }

    static func noRecordsInAnswer(_ path: [String], in address: String) -> WeirError {
        WeirError(
            "ingest.no_records", "the answer of \(address) has no array under '\(path.joined(separator: "."))'",
            hint: "check the source's path of records")
    }

    static func noRecords(_ key: String, in file: String) -> WeirError {
        WeirError(
            "ingest.no_records", "'\(file)' has nothing under '\(key)'",
            hint: "is this an answer of that API? check what was asked for")
    }

    static func vanishedArrays(_ names: [String], key: String, in file: String) -> WeirError {
        WeirError(
            "ingest.vanished_field",
            "'\(file)' lacks \(names.map { "'\($0)'" }.joined(separator: ", ")) under '\(key)'",
            hint: "ask the API for them: a recorded answer must hold every variable of the source")
    }

    static func unevenArrays(_ key: String, in file: String) -> WeirError {
        WeirError(
            "ingest.uneven_arrays", "the arrays under '\(key)' in '\(file)' are not of one length",
            hint: "fetch it again; the answer was cut or is damaged")
    }

    static func unknownUnit(_ unit: String?, field: String, known: [String], in file: String) -> WeirError {
        WeirError(
            "ingest.unknown_unit",
            unit.map { "'\(file)' states the unit '\($0)' for '\(field)'" }
                ?? "'\(file)' states no unit for '\(field)'",
            hint: "units that are known: \(known.joined(separator: ", "))")
    }

    static func repeatedPage(_ address: String) -> WeirError {
        WeirError(
            "ingest.repeated_page", "the server names \(address) as the next page a second time",
            hint: "check the source's pagination")
    }

    static func foreignPage(_ address: String, from asked: String) -> WeirError {
        WeirError(
            "ingest.foreign_page", "\(asked) names a next page on another server: \(address)",
            hint: "check the source's address; credentials are not sent elsewhere")
    }

    static func endlessPages(_ address: String, limit: Int) -> WeirError {
        WeirError(
            "ingest.endless_pages", "\(address) comes after \(limit) pages", hint: "check the source's pagination")
    }

    /// Whether what landed is at fault, so that loading it again cannot help.
    var isOfContent: Bool {
        ["ingest.", "archive.", "csv."].contains { code.rawValue.hasPrefix($0) } || code == "engine.bad_line"
            || code == .engineConversion
    }
}
