/// The test of a source's suite: good rows pass, a planted bad one is seen.
struct SuiteTest {
    let plan: SourcePlan

    private var main: MadeRows { MadeRows(table: plan.main) }

    /// Makes every table, and fills all but the main one.
    private var statements: [String] {
        let made = plan.tables.map(MadeRows.init)
        let inserts = made.dropFirst().map {
            "insert into \($0.table.table) values \($0.rows.joined(separator: ", "));"
        }
        return made.map { "\($0.creation);" } + inserts
    }

    var text: String {
        """
        import Diagnostics
        import DuckDBEngine
        import Testing
        import Warehouse

        @testable import Quality

        @Suite struct \(plan.typeName)SuiteTests {
            private static let tables = \"\"\"
                create schema raw;
                \(statements.joined(separator: "\n").replacing("\n", with: "\n        "))
                \"\"\"

            private static let good = [
                \(main.rows.map(SwiftText.literal).joined(separator: ",\n        ")),
            ]

        \(report)

            @Test func goodRowsPassEveryCheck() async throws {
                let report = try await Self.report(Self.good)
                #expect(report.results.filter { $0.status != .passed }.map(\\.message) == [])
            }

        \(bad(main))
        }

        """
    }

    private var report: String {
        """
            /// What the suite says of these rows.
            private static func report(_ rows: [String]) async throws -> CheckReport {
                let engine = try await DuckDB.open()
                try await engine.run(SQL(raw: tables))
                if !rows.isEmpty {
                    let values = rows.joined(separator: ", ")
                    try await engine.run(SQL(raw: "insert into \(main.table.table) values \\(values)"))
                }
                return try await Checker(engine: engine, clock: ManualClock()).run(
                    SuiteCatalog([.\(plan.memberName)]).suites)
            }
        """
    }

    private func bad(_ made: MadeRows) -> String {
        guard let bad = made.bad, let key = made.table.key.first else {
            return """
                    @Test func aTableWithoutRowsIsSeen() async throws {
                        #expect(try await Self.report([]).errors.map(\\.check) == ["row_count"])
                    }
                """
        }
        let again = made.table.key.joined(separator: ", ")
        return """
                @Test func aRowWithoutItsKeyIsSeen() async throws {
                    let bad = \(SwiftText.literal(bad))
                    #expect(try await Self.report(Self.good + [bad]).errors.map(\\.check).contains("not_null(\(key))"))
                }

                @Test func aRowThatComesTwiceIsSeen() async throws {
                    let report = try await Self.report(Self.good + Self.good.prefix(1))
                    #expect(report.errors.map(\\.check).contains("unique(\(again))"))
                }
            """
    }
}
