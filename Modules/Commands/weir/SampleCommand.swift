import Diagnostics
import Foundation
import JSON
import Project
import SampleData
import Terminal

/// `weir sample`: made-up bike trips and weather in exactly the formats of the real feeds.
enum SampleCommand {
    static let months = Option.value("months", .number(from: 1), default: 3, "months to make")
    static let trips = Option.value(
        "trips", .number(from: 1), default: 100_000, "distinct trips in all months together")
    static let seed = Option.value("seed", .number(), default: 7, "the same seed gives the same files")
    static let out = Option.optional("out", .directory(), "folder to write to; the project's .weir/sample if left out")
    static let firstMonth = Option<SampleMonth?>.optional(
        "first-month", ValueForm("YYYY-MM", expectation: "a month like 2021-01", parse: { SampleMonth($0) }),
        "the first month; 2021-01 if left out, the last one in the old format")

    static let command = Command(
        "sample", "write sample data in the feeds' own formats",
        discussion: """
            Writes bike_trips/*.zip, named and packed like the real feed, and weather/*.json, as Open-Meteo answers. The \
            files hold the defects of real ones: negative durations, trips that end months later, repeated rows.
            """,
        examples: [
            .init(
                "weir sample --months 3 --trips 100000 --seed 7 --out .weir/sample",
                "what the target dev is set up to load")
        ],
        options: [months, trips, seed, out, firstMonth], run: run)

    @Sendable static func run(_ invocation: Invocation) async throws {
        let folder = try invocation[out].map { invocation.file($0) } ?? defaultFolder(invocation)
        let options = try SampleOptions(
            months: invocation[months], trips: invocation[trips], seed: UInt64(invocation[seed]),
            firstMonth: invocation[firstMonth])
        let plan = try SamplePlan(options, in: folder)
        let report = try await plan.apply()
        if invocation.wantsJSON { return invocation.console.print(report.json) }
        let rows = report.files.map { [$0.path, Quantity.bytes($0.bytes), Quantity.count($0.rows)] }
        let columns: [TextTable.Column] = [.init("file"), .init("size", .right), .init("rows", .right)]
        invocation.console.print(TextTable(columns, rows: rows))
        invocation.console.print("")
        invocation.console.print(
            "\(Quantity.count(report.trips, "trip")) and \(Quantity.count(report.weatherDays, "day")) of weather, "
                + "\(report.firstDay) to \(report.lastDay), in \(folder.path)")
    }

    private static func defaultFolder(_ invocation: Invocation) throws -> URL {
        try Session(invocation).paths.data.appending(path: "sample", directoryHint: .isDirectory)
    }
}
