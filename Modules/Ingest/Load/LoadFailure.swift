import Diagnostics
import Warehouse

/// Puts an engine's failure on files into words that name the file, the line, and the next move.
struct LoadFailure {
    let group: FileGroup
    let rows: RowQuery
    let resource: Resource
    let source: String

    func explain(_ error: WeirError) throws -> WeirError {
        guard error.code == "engine.bad_line" || error.code == .engineConversion else { return error }
        var explained = WeirError.badRow(source: source)
        explained.location = error.location
        if let location = error.location, let file = group.files.first(where: { $0.path == location.file }) {
            explained.message = "'\(file.shown)' cannot be loaded into \(resource.table): " + reason(error.message)
        } else {
            let files = group.files.map(\.shown).prefix(3).joined(separator: "', '")
            explained.message =
                "a value in '\(files)'\(group.files.count > 3 ? " and more" : "") is not of its column's type"
        }
        return explained
    }

    /// What the engine said, without the path in front.
    private func reason(_ message: String) -> String {
        guard let place = message.range(of: "': ") else { return message }
        let line = message.split(separator: " ").prefix(2)
        let prefix = line.first == "line" ? line.joined(separator: " ") + ": " : ""
        return prefix + message[place.upperBound...]
    }
}
