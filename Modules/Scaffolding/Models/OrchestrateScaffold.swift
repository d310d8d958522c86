extension ModuleScaffold {
    /// A pipeline that loads, checks, builds and publishes, as often as new data comes.
    static let orchestrate = ModuleScaffold("Orchestrate") { plan in
        let pipelines = "Modules/Orchestrate/Pipelines"
        return [
            ScaffoldChange("\(pipelines)/\(plan.typeName).swift", .create(PipelineText(plan: plan).text)),
            ScaffoldChange(
                "\(pipelines)/Pipelines.swift", .add(line: "        .\(plan.memberName),", after: .last(beginning: "."))
            ),
            ScaffoldChange(
                "\(pipelines)/CLAUDE.md",
                .add(
                    line:
                        "| `\(plan.typeName).swift` | \(plan.title.lowercased()) alone, \(plan.arrival.cadence.told) |",
                    after: .last(beginning: "| `"))),
            ScaffoldChange(
                "Tests/OrchestrateTests/\(plan.typeName)PipelineTests.swift", .create(PipelineTest(plan: plan).text)),
        ]
    }
}

/// The source text of a pipeline.
struct PipelineText {
    let plan: SourcePlan

    var text: String {
        """
        extension Pipeline {
            /// \(plan.title): \(plan.arrival.cadence.reason)
            public static let \(plan.memberName) = Pipeline(
                "\(plan.name)", "\(plan.title): load what is new, check it, build what reads it, publish",
                schedule: \(schedule),
                steps: [
                    .ingest("\(plan.name)"),
                    .check("\(plan.name).raw"),
                    .transform(select: "tag:\(plan.name)"),
                    .publish,
                ])
        }

        """
    }

    private var schedule: String {
        let zone = plan.arrival.timeZone == "UTC" ? "" : ", timeZone: \(SwiftText.literal(plan.arrival.timeZone))"
        return switch plan.arrival.cadence {
        case .hourly: ".cron(\"10 * * * *\"\(zone))"
        case .daily, .irregular: ".daily(at: \"06:30\"\(zone))"
        case .weekly: ".weekly(on: .monday, at: \"06:30\"\(zone))"
        case .monthly: ".cron(\"30 6 2 * *\"\(zone))"
        }
    }
}

extension Arrival.Cadence {
    /// When the pipeline runs, in words.
    var told: String {
        switch self {
        case .hourly: "every hour"
        case .daily, .irregular: "every morning"
        case .weekly: "every Monday"
        case .monthly: "on the second of each month"
        }
    }

    /// Why it runs then.
    var reason: String {
        switch self {
        case .hourly: "new data comes every hour, and has ten minutes to arrive."
        case .daily: "new data comes every day."
        case .weekly: "new data comes every week."
        case .monthly: "a month is complete on its last day, and has a day to arrive."
        case .irregular: "nobody knows when new data comes, so it looks every morning; finding none costs nothing."
        }
    }
}

/// The test of a pipeline.
struct PipelineTest {
    let plan: SourcePlan

    var text: String {
        """
        import Orchestrate
        import Testing

        @Suite struct \(plan.typeName)PipelineTests {
            @Test func everyNameInItIsKnown() throws {
                let known = KnownNames(sources: ["\(plan.name)"], suites: ["\(plan.name).raw"], notebooks: [])
                try Pipeline.validate([.\(plan.memberName)], known: known)
                #expect(Pipeline.all.contains(.\(plan.memberName)))
            }

            @Test func dataIsCheckedBeforeItsModelsAndPublishedLast() {
                #expect(Pipeline.\(plan.memberName).steps.map(\\.kind) == [.ingest, .check, .transform, .publish])
            }

            @Test func itHasATimetable() throws {
                #expect(try Pipeline.\(plan.memberName).schedule?.timetable() != nil)
            }
        }

        """
    }
}
