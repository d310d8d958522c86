import Profiling

/// The test of a source's models: three rows by hand, on both engines.
struct ModelsTest {
    let plan: SourcePlan

    /// Makes and fills every raw table.
    private var statements: [String] {
        let made = plan.tables.map(MadeRows.init)
        return made.map { "\($0.creation);" }
            + made.map { "insert into \($0.table.table) values\n \($0.rows.joined(separator: ",\n "));" }
    }

    var text: String {
        """
        import Testing
        import Warehouse

        @testable import Transform

        /// The models of \(plan.name) on three rows by hand.
        @Suite struct \(plan.typeName)ModelsTests {
            private static let raw = \"\"\"
                \(statements.joined(separator: "\n").replacing("\n", with: "\n        "))
                \"\"\"

            private static func built(_ kind: EngineKind) async throws -> any Engine {
                let engine = try await kind.open()
                try await engine.withConnection { try $0.createSchema("raw") }
                try await engine.run(SQL(raw: raw))
                let project = try ReferenceModelsTests.load(engine)
                let selection = TransformSelection(["tag:\(plan.name)"])
                try await project.build(project.plan(selection), engine: engine).throwIfFailed()
                return engine
            }

            @Test(arguments: EngineKind.allCases) func stagingKeepsEveryRow(kind: EngineKind) async throws {
                let engine = try await Self.built(kind)
                #expect(try await engine.read("select count(*) from staging.stg_\(plan.main.name)").scalar == 3)
            }

        \(figures(of: MartModel.all(of: plan)[0]))
        }

        """
    }

    private func figures(of mart: MartModel) -> String {
        let names = mart.dimensions.map(\.name)
        let order = names.isEmpty ? "" : " order by \(names.joined(separator: ", "))"
        return """
                @Test(arguments: EngineKind.allCases) func theMartHoldsEveryFigure(kind: EngineKind) async throws {
                    let mart = try await Self.built(kind).read(
                        \"\"\"
                        select \(SwiftText.filled(names + mart.figures.map(\.name), indent: 16).trimmed)
                        from marts.\(mart.name)\(order)
                        \"\"\")
                    #expect(
                        mart.rows.map { $0.map(\\.description).joined(separator: "|") } == [
                            \(expected(mart).map(SwiftText.literal).joined(separator: ",\n                "))
                        ])
                }
            """
    }

    /// The rows that the mart has of the made ones.
    private func expected(_ mart: MartModel) -> [String] {
        let made = MadeRows(table: plan.main)
        var groups: [(key: [String], rows: [Int])] = []
        for row in 0..<MadeRows.count {
            let key = mart.dimensions.map { dimension in self.key(dimension, row, made) }
            if let index = groups.firstIndex(where: { $0.key == key }) {
                groups[index].rows.append(row)
            } else {
                groups.append((key, [row]))
            }
        }
        return groups.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { group in
            (group.key + figures(group.rows, made)).joined(separator: "|")
        }
    }

    private func key(_ dimension: MartModel.Dimension, _ row: Int, _ made: MadeRows) -> String {
        if dimension.name == "date" { return made.day(row) }
        guard let column = plan.main.columns.first(where: { $0.column == dimension.name }) else { return "" }
        switch column.type.value {
        case .integer: return "\(made.number(row))"
        case .double, .decimal: return "\(made.number(row)).5"
        case .day: return made.day(row)
        case .timestamp: return "\(made.day(row)) 0\(row + 6):00:00"
        default: return made.group(column, row)
        }
    }

    private func figures(_ rows: [Int], _ made: MadeRows) -> [String] {
        ["\(rows.count)"]
            + plan.main.measures.flatMap { measure -> [String] in
                let values = rows.map { Double(made.number($0)) + (measure.isWhole ? 0 : 0.5) }
                let shown = { (value: Double) in measure.isWhole ? "\(Int(value))" : "\(value)" }
                let sum = shown(values.reduce(0, +))
                let (least, greatest) = (shown(values.min() ?? 0), shown(values.max() ?? 0))
                switch measure.way {
                case .total: return [sum]
                case .average: return [sum, "\(rows.count)"]
                case .extremes: return [least, greatest]
                case .runningTotal: return [greatest]
                }
            }
    }
}
