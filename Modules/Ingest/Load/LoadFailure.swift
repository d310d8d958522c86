import CSV
import Diagnostics
import Foundation
import Warehouse

/// Puts an engine's failure on files into words that name the file, the line, and the next move.
struct LoadFailure {
    let files: [DataFile]
    let resource: Resource
    let source: String

    func explain(_ error: WeirError) -> WeirError {
        if let start = error.message.range(of: DialectSQL.badMoment) {
            return explainMoment(error.message[start.upperBound...])
        }
        guard ["engine.bad_line", "csv.malformed", .engineConversion].contains(error.code) else { return error }
        let file = error.location.flatMap { location in files.first { $0.path == location.file } }
        return explained(file, line: error.location?.line, because: file.map { reason(error.message, $0.path) })
    }

    private func explained(_ file: DataFile?, line: Int?, because reason: String?) -> WeirError {
        let names = file.map { [$0.shown] } ?? files.prefix(3).map(\.shown)
        let more = file == nil && files.count > 3 ? " and more" : ""
        return .badRow(
            names.map { "'\($0)'" }.joined(separator: ", ") + more, table: resource.table,
            because: (line.map { "line \($0): " } ?? "") + (reason ?? "a value is not of its column's type"),
            source: source, at: file.map { SourceLocation(file: $0.path, line: line) })
    }

    /// What the engine said, without the file's path and the line, which are told already.
    private func reason(_ message: String, _ path: String) -> String {
        let parts = message.components(separatedBy: "'\(path)'")
        guard parts.count == 2 else { return message }
        if parts[1].hasPrefix(": ") { return String(parts[1].dropFirst(2)) }
        if let colon = parts[1].range(of: ": ") { return String(parts[1][colon.upperBound...]) }
        let subject =
            [" of ", " in "].first { parts[0].hasSuffix($0) }.map { parts[0].dropLast($0.count) } ?? parts[0][...]
        return subject + parts[1]
    }

    /// A failure that `DialectSQL.moment` raised: the field's scanned name, a space, and the path.
    private func explainMoment(_ told: Substring) -> WeirError {
        let parts = told.split(separator: " ", maxSplits: 1).map(String.init)
        let file = files.first { $0.path == parts.dropFirst().first }
        let field = (file.map { [$0] } ?? files).lazy.flatMap(\.fields).first { $0.scanned.name == parts.first }
        let line = file.flatMap { file in field.flatMap { lineOfBadMoment(in: file, $0) } }
        let name = field?.declared?.name ?? parts.first ?? ""
        return explained(file, line: line, because: "'\(name)' is no time in a known form")
    }

    /// The first line whose field looks like no time; the engine stops somewhere in the file and does not say where.
    private func lineOfBadMoment(in file: DataFile, _ field: DataFile.PresentField) -> Int? {
        guard case .csv(let delimiter, let nullTexts, _) = resource.format,
            let place = file.fields.firstIndex(of: field),
            let reader = try? CSVReader(
                file: URL(filePath: file.path), delimiter: delimiter.asciiValue ?? 44, allowsRagged: true),
            (try? reader.next()) == true
        else { return nil }
        while (try? reader.next()) == true {
            guard place < reader.fieldCount else { continue }
            let text = reader.string(place)
            let isMonthFirst = text.wholeMatch(of: /\d{1,2}\/\d{1,2}\/\d{4} \d{1,2}:\d{2}(:\d{2})?/) != nil
            if Timestamp(text) == nil, !isMonthFirst, !nullTexts.contains(text) { return reader.line }
        }
        return nil
    }
}
