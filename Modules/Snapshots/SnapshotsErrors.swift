import Diagnostics
import Foundation
import Warehouse

extension WeirError {
    static func nonePublished(_ target: String) -> WeirError {
        WeirError(
            "snapshots.none", "nothing is published for target '\(target)' yet", hint: "run `weir run city_bikes`",
            kind: .usage)
    }

    static func nothingToPublish(_ schemas: [String]) -> WeirError {
        let names = schemas.map { "'\($0)'" }.joined(separator: ", ")
        return WeirError(
            "snapshots.nothing_to_publish",
            schemas.isEmpty ? "there is no table to publish" : "there is no table to publish in the schemas \(names)",
            hint: "run `weir transform build`, or change `publish:` in weir.yml", kind: .usage)
    }

    static func notInWarehouse(_ name: TableName) -> WeirError {
        WeirError(
            .engineUnknownTable, "there is no table '\(name)' in the warehouse", hint: "run `weir transform build`",
            kind: .usage)
    }

    static func notASnapshot(_ file: URL) -> WeirError {
        WeirError(
            "snapshots.damaged", "'\(file.path)' is no snapshot: its table '\(Snapshot.table)' does not say what it is",
            hint: "move it away and run `weir run city_bikes`")
    }
}

extension Event {
    /// An old snapshot stays where it is, which is no failure of the publication.
    static func notRemoved(_ reason: any Error, at time: Date) -> Event {
        let message = (reason as? WeirError)?.message ?? reason.localizedDescription
        return Event("snapshots.not_removed", "an old snapshot stays: \(message)", at: time, level: .warning)
    }
}
