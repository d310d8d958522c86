import Profiling
import Warehouse

extension ModuleScaffold {
    /// A staging view a table, the marts that the page and the notebook read, their descriptions and tests.
    static let transform = ModuleScaffold("Transform") { plan in
        let models = "Modules/Transform/Models"
        var changes = plan.tables.map {
            ScaffoldChange("\(models)/staging/stg_\($0.name).sql", .create(StagingModel(table: $0).sql))
        }
        changes.append(
            ScaffoldChange("\(models)/staging/\(plan.name).yml", .create(StagingModel.properties(of: plan))))
        let marts = MartModel.all(of: plan)
        changes += marts.map { ScaffoldChange("\(models)/marts/\($0.name).sql", .create($0.sql)) }
        changes.append(
            ScaffoldChange("\(models)/marts/mart_\(plan.name).yml", .create(MartModel.properties(marts, of: plan))))
        let grain = marts[0].dimensions.map { "`\($0.name)`" }.joined(separator: " and ")
        changes.append(
            ScaffoldChange(
                "\(models)/CLAUDE.md",
                .add(
                    line:
                        "- `\(plan.name)`: `\(marts[0].name)` has \(grain.isEmpty ? "one row" : "a row for each \(grain)").",
                    after: .end)))
        changes.append(
            ScaffoldChange(
                "Tests/TransformTests/\(plan.typeName)ModelsTests.swift", .create(ModelsTest(plan: plan).text)))
        return changes
    }
}

/// The staging view of a raw table: every row, the columns that hold something, and the day of its time.
struct StagingModel {
    let table: PlannedTable

    /// The day of the main time, where that is a moment: `measured_at` is `measured_date`.
    static func day(of time: ColumnProfile) -> String {
        guard time.type.value == .timestamp else { return time.column }
        let stem = ["_at", "_time", "_timestamp", "_datetime"].first { time.column.hasSuffix($0) }
        return (stem.map { String(time.column.dropLast($0.count)) } ?? time.column) + "_date"
    }

    var sql: String {
        var lines = table.columns.map(\.column)
        if let time = table.time, time.type.value == .timestamp {
            let place = (lines.firstIndex(of: time.column) ?? lines.count - 1) + 1
            lines.insert("{{ day_of('\(time.column)') }} as \(Self.day(of: time))", at: place)
        }
        return """
            select
                \(lines.joined(separator: ",\n    "))
            from {{ source('raw', '\(table.name)') }}

            """
    }

    static func properties(of plan: SourcePlan) -> String {
        var text = "version: 2\n\nsources:\n  - name: raw\n    tables:\n"
        for table in plan.tables {
            text += """
                      - name: \(table.name)
                        description: \(YAMLText.scalar(PlainText.line(plan.summary) + ", as it came."))
                        config:
                          tags: [\(plan.name)]

                """
        }
        text += "\nmodels:\n"
        return text + plan.tables.map { StagingModel(table: $0).properties(tag: plan.name) }.joined(separator: "\n")
    }

    private func properties(tag: String) -> String {
        var model = ModelProperties(
            "stg_\(table.name)", "Every row of `raw.\(table.name)`; nothing is dropped.", tag: tag)
        if table.key.count > 1 { model.grain = table.key }
        for column in table.columns {
            var tests: [String] = []
            if table.key.contains(column.column) {
                tests = table.key.count == 1 ? ["not_null", "unique"] : ["not_null"]
            }
            model.columns.append(.init(column.column, column.sqlType, column.meaning(in: table), tests))
            if let time = table.time, time == column, time.type.value == .timestamp {
                model.columns.append(
                    .init(Self.day(of: time), "date", "The day of `\(time.column)`.", []))
            }
        }
        return model.text
    }
}

extension ColumnProfile {
    /// Its type as models declare it.
    var sqlType: String {
        switch type.value {
        case .integer: "bigint"
        case .day: "date"
        default: type.value.description
        }
    }

    /// What it holds, in a sentence that is true of any data of this source.
    func meaning(in table: PlannedTable) -> String {
        let unit = unit.value.map { ", in \(PlainText.line($0, atMost: 30))" } ?? ""
        if table.key == [column] { return "The grain of this table: no two rows have the same one." }
        if table.key.contains(column) { return "A part of the grain\(unit)." }
        if isPersonal { return "About a person (\(personal.value.rawValue)); it is shown nowhere." }
        switch role.value {
        case .identifier: return "Tells things apart; no figure is made of it."
        case .time: return type.value == .day ? "A day." : "A moment, in the time zone of the source."
        case .category: return "One of a few values, to group by."
        case .flag: return "Whether it is so."
        case .additive: return "A number that may be added up\(unit)."
        case .level: return "A number that may be averaged over rows and not added up\(unit)."
        case .ratio: return "A rate or a share\(unit); neither its sum nor its plain average says anything."
        case .cumulative: return "A running total\(unit): its last value counts."
        case .latitude: return "Degrees north."
        case .longitude: return "Degrees east."
        case .text: return "Text, as it came."
        case .empty: return "Empty in every row that has been seen."
        }
    }
}

/// The properties of one model, as a `.yml` has them.
struct ModelProperties {
    /// A column: its name, type, meaning and tests.
    struct Column {
        let name: String, type: String, meaning: String, tests: [String]

        init(_ name: String, _ type: String, _ meaning: String, _ tests: [String]) {
            (self.name, self.type, self.meaning, self.tests) = (name, type, meaning, tests)
        }
    }

    let name: String
    let meaning: String
    let tag: String
    var grain: [String] = []
    var columns: [Column] = []

    init(_ name: String, _ meaning: String, tag: String) {
        (self.name, self.meaning, self.tag) = (name, meaning, tag)
    }

    var text: String {
        var text = """
              - name: \(name)
                description: \(YAMLText.scalar(meaning))
                config:
                  tags: [\(tag)]

            """
        if !grain.isEmpty {
            text += """
                    data_tests:
                      - unique_combination:
                          arguments:
                            columns: [\(grain.joined(separator: ", "))]

                """
        }
        text += "    columns:\n"
        for column in columns {
            text += """
                      - name: \(column.name)
                        data_type: \(column.type)
                        description: \(YAMLText.scalar(column.meaning))

                """
            if !column.tests.isEmpty { text += "        data_tests: [\(column.tests.joined(separator: ", "))]\n" }
        }
        return text
    }
}
