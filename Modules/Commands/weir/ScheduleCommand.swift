import Diagnostics
import Foundation
import JSON
import Orchestrate
import Terminal

/// `weir schedule`: pipelines when their schedules say so, until it is stopped.
enum ScheduleCommand {
    static let dryRun = Option.flag("dry-run", "say when each pipeline runs next, and start nothing")

    static let command = Command(
        "schedule", "run pipelines when their schedules say so, until stopped",
        discussion: """
            Slots that were missed while nothing ran are caught up by one run, unless `schedule: {catch_up: false}` stands \
            in weir.yml. Ctrl-C stops it; a run that goes on is interrupted and can be taken up.
            """,
        examples: [
            .init("weir schedule", "follows the schedules of all pipelines"),
            .init("weir schedule --dry-run", "lists the next slot of each"),
        ],
        options: [dryRun], run: run)

    @Sendable static func run(_ invocation: Invocation) async throws {
        let session = try Session(invocation)
        let isDry = try invocation[dryRun]
        let running = try await Running(session, narrates: true)
        let scheduler = Scheduler(
            runner: try running.runner(), pipelines: session.parts.pipelines, target: session.target.name,
            catchesUp: session.project.schedule.catchesUp)
        let upcoming = try scheduler.upcoming(after: session.clock.now).sorted { $0.slot < $1.slot }
        if invocation.wantsJSON {
            let slots = upcoming.map { pipeline, schedule, slot -> JSONValue in
                [
                    "pipeline": .string(pipeline), "schedule": .string("\(schedule)"),
                    "next": .string(slot.iso8601),
                ]
            }
            session.console.print(["pipelines": .array(slots)])
        } else {
            let rows = upcoming.map { [$0.pipeline, "\($0.schedule)", $0.slot.shownUTC] }
            let columns: [TextTable.Column] = [.init("pipeline"), .init("schedule"), .init("next (UTC)")]
            session.console.print(TextTable(columns, rows: rows))
        }
        if isDry { return }
        session.console.note("following the schedules; stop with Ctrl-C")
        try await running.shown { try await scheduler.run() }
    }
}
