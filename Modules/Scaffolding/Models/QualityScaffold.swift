import Foundation
import Profiling
import Warehouse

extension ModuleScaffold {
    /// A suite of what the profile saw in the whole sample, with room for what the next data may bring.
    static let quality = ModuleScaffold("Quality") { plan in
        let suites = "Modules/Quality/Suites"
        return [
            ScaffoldChange("\(suites)/\(plan.typeName).swift", .create(SuiteText(plan: plan).text)),
            ScaffoldChange(
                "\(suites)/Suites.swift", .add(line: "        .\(plan.memberName),", after: .last(beginning: "."))),
            ScaffoldChange(
                "\(suites)/CLAUDE.md",
                .add(line: "| `\(plan.typeName).swift` | `\(plan.name).raw` |", after: .last(beginning: "| `"))),
            ScaffoldChange(
                "Tests/QualityTests/\(plan.typeName)SuiteTests.swift", .create(SuiteTest(plan: plan).text)),
        ]
    }
}

/// The source text of a suite.
struct SuiteText {
    let plan: SourcePlan

    var text: String {
        let tables: String = plan.tables.map { table -> String in
            let checks = Self.checks(of: table).map { "                            \($0),\n" }.joined()
            let key = table.key.isEmpty ? "" : " key: \(SwiftText.list(table.key)),"
            return """
                                TableChecks(
                                    \(SwiftText.literal("\(table.table)")),\(key)
                                    [
                \(checks)                        ]),

                """
        }.joined()
        return """
            import Warehouse

            extension SourceSuites {
                /// \(SwiftText.comment(plan.summary)), as it came.
                static let \(plan.memberName) = SourceSuites(
                    "\(plan.name)",
                    [
                        Suite(
                            "\(plan.name).raw",
                            [
            \(tables)                ])
                    ])
            }

            """
    }

    /// The checks of a table, one a line.
    static func checks(of table: PlannedTable) -> [String] {
        var checks = [columns(of: table), ".rowCount(1...)"]
        checks += table.key.map { ".notNull(\(SwiftText.literal($0)))" }
        if !table.key.isEmpty { checks.append(".unique(\(table.key.map(SwiftText.literal).joined(separator: ", ")))") }
        for column in table.columns where !table.key.contains(column.column) {
            if let check = notNull(column, of: table) { checks.append(check) }
        }
        for column in table.columns {
            if let check = range(of: column) { checks.append(check) }
        }
        return checks
    }

    private static func columns(of table: PlannedTable) -> String {
        let columns = table.columns.map { "Column(\(SwiftText.literal($0.column)), \($0.type.value.swift))" }
        let indent = 32
        return
            ".columnsMatch([\n\(SwiftText.filled(columns, indent: indent)),\n\(String(repeating: " ", count: indent - 4))])"
    }

    /// What a good delivery keeps: the share that the sample has, less a tenth, in steps of a twentieth.
    private static func notNull(_ column: ColumnProfile, of table: PlannedTable) -> String? {
        guard table.resource.rows > 0, column.role.value != .empty else { return nil }
        let share = 1 - Double(column.nulls) / Double(table.resource.rows)
        let isWanted = table.time == column || [.additive, .level, .ratio, .cumulative].contains(column.role.value)
        guard isWanted, share >= 0.5 else { return nil }
        let kept = share == 1 ? 0.99 : max(0.05, ((share - 0.1) * 20).rounded(.down) / 20)
        let name = SwiftText.literal(column.column)
        return table.time == column
            ? ".notNull(\(name), mostly: \(kept))" : ".notNull(\(name), mostly: \(kept)).warning"
    }

    /// What a value can be by its nature, or what is far outside of what was seen.
    private static func range(of column: ColumnProfile) -> String? {
        let name = SwiftText.literal(column.column)
        switch column.role.value {
        case .latitude: return ".between(\(name), -90...90)"
        case .longitude: return ".between(\(name), -180...180)"
        case .additive, .level, .ratio, .cumulative: break
        default: return nil
        }
        guard !column.isPersonal, let range = column.range, let least = range.least.number,
            let greatest = range.greatest.number, least.isFinite, greatest.isFinite
        else { return nil }
        let isPercent = column.unit.value == "%" || column.column.contains("percent")
        if isPercent, least >= 0, greatest <= 100 { return ".between(\(name), 0...100)" }
        let low = least >= 0 ? 0 : -roomy(-least)
        let high = roomy(max(greatest, 1))
        guard abs(low) < 1e15, high < 1e15 else { return nil }
        return ".between(\(name), \(Int(low))...\(Int(high)), mostly: 0.99).warning"
    }

    /// Ten times as much, rounded up to one figure: 37 is 400.
    private static func roomy(_ value: Double) -> Double {
        guard value > 0 else { return 0 }
        let step = pow(10, (log10(value)).rounded(.down) + 1)
        return max(1, (value * 10 / step).rounded(.up) * step)
    }
}

extension Value {
    /// The number that it is.
    var number: Double? {
        switch self {
        case .integer(let number): Double(number)
        case .double(let number): number
        case .decimal: Double(description)
        default: nil
        }
    }
}

extension ColumnType {
    /// The type as Swift source has it: `.text`, `.decimal(precision: 10, scale: 2)`.
    var swift: String {
        switch self {
        case .boolean: ".boolean"
        case .integer: ".integer"
        case .double: ".double"
        case .decimal(let precision, let scale): ".decimal(precision: \(precision), scale: \(scale))"
        case .text: ".text"
        case .day: ".day"
        case .timestamp: ".timestamp"
        case .json: ".json"
        case .bytes: ".bytes"
        case .other(let name): ".other(\(SwiftText.literal(name)))"
        }
    }
}
