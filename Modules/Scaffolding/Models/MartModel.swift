import Profiling

/// A mart of a source: what it is grouped by, and the figures of each group.
struct MartModel {
    /// A column that rows are grouped by: what it is made of, its name, type and meaning.
    struct Dimension: Hashable {
        let expression: String, name: String, type: String, meaning: String
    }

    let name: String
    let table: PlannedTable
    let meaning: String
    let dimensions: [Dimension]
    /// Which rows are left out, as a condition; nil where none is.
    let condition: String?

    /// The marts of a plan, the main one first.
    static func all(of plan: SourcePlan) -> [MartModel] {
        let table = plan.main
        var marts = [main(of: plan)]
        if let place = table.place {
            let (latitude, longitude) = (place.latitude.column, place.longitude.column)
            marts.append(
                MartModel(
                    name: "mart_\(plan.name)_places", table: table,
                    meaning:
                        "Figures of each place, one row a pair of coordinates. Rows without a place are in no row.",
                    dimensions: [
                        Dimension(
                            expression: "cast(\(latitude) as double precision)", name: "latitude", type: "double",
                            meaning: "Degrees north."),
                        Dimension(
                            expression: "cast(\(longitude) as double precision)", name: "longitude", type: "double",
                            meaning: "Degrees east."),
                    ], condition: "\(latitude) is not null and \(longitude) is not null"))
        }
        return marts
    }

    private static func main(of plan: SourcePlan) -> MartModel {
        let table = plan.main
        let name = "mart_\(plan.name)"
        let breakdown = table.breakdown.map { column in
            Dimension(
                expression: "coalesce(\(column.column), 'unknown')", name: column.column, type: "text",
                meaning: "As in `stg_\(table.name)`; 'unknown' where a row has none.")
        }
        if let time = table.time {
            let day = Dimension(
                expression: StagingModel.day(of: time), name: "date", type: "date",
                meaning: "The day of `\(time.column)`.")
            let each = breakdown.map { "day and `\($0.name)`" } ?? "day"
            return MartModel(
                name: name, table: table,
                meaning: "Figures of each \(each) that has rows. Rows without a day are in no row.",
                dimensions: [day] + (breakdown.map { [$0] } ?? []),
                condition: "\(StagingModel.day(of: time)) is not null")
        }
        if let breakdown {
            return MartModel(
                name: name, table: table, meaning: "Figures of each `\(breakdown.name)`.", dimensions: [breakdown],
                condition: nil)
        }
        let keys = table.resource.keyColumns.filter { !$0.isPersonal }.map {
            Dimension(expression: $0.column, name: $0.column, type: $0.sqlType, meaning: $0.meaning(in: table))
        }
        let isKnown = !keys.isEmpty && keys.count == table.key.count
        return MartModel(
            name: name, table: table,
            meaning: isKnown
                ? "Figures of each row of `stg_\(table.name)`." : "Figures of all rows together, in one row.",
            dimensions: isKnown ? keys : [], condition: nil)
    }

    var figures: [PlannedMeasure.Figure] {
        [.init("records", "count(*)", "bigint", "How many rows there are.", again: "sum")]
            + table.measures.flatMap(\.figures)
    }

    var sql: String {
        let columns =
            dimensions.map { $0.expression == $0.name ? $0.name : "\($0.expression) as \($0.name)" }
            + figures.map { "\($0.expression) as \($0.name)" }
        var text = """
            select
                \(columns.joined(separator: ",\n    "))
            from {{ ref('stg_\(table.name)') }}

            """
        if let condition { text += "where \(condition)\n" }
        if !dimensions.isEmpty { text += "group by \(dimensions.map(\.expression).joined(separator: ", "))\n" }
        return text
    }

    static func properties(_ marts: [MartModel], of plan: SourcePlan) -> String {
        "version: 2\n\nmodels:\n" + marts.map { $0.properties(tag: plan.name) }.joined(separator: "\n")
    }

    private func properties(tag: String) -> String {
        var model = ModelProperties(name, meaning, tag: tag)
        if dimensions.count > 1 { model.grain = dimensions.map(\.name) }
        for dimension in dimensions {
            model.columns.append(
                .init(
                    dimension.name, dimension.type, dimension.meaning,
                    dimensions.count == 1 ? ["not_null", "unique"] : ["not_null"]))
        }
        for figure in figures {
            model.columns.append(
                .init(figure.name, figure.type, figure.meaning, figure.name == "records" ? ["not_null"] : []))
        }
        return model.text
    }
}
