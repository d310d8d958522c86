extension ModuleScaffold {
    /// A page: figures, their course, what they are made of, where they are.
    static let serve = ModuleScaffold("Serve") { plan in
        let pages = "Modules/Serve/Pages"
        let marts = MartModel.all(of: plan).map { "`marts.\($0.name)`" }.joined(separator: " and ")
        return [
            ScaffoldChange("\(pages)/\(plan.name).md", .create(PageText(plan: plan).text)),
            ScaffoldChange(
                "\(pages)/CLAUDE.md", .add(line: "- `\(plan.name).md` reads \(marts).", after: .last(beginning: "- "))),
        ]
    }
}

/// The text of a source's page.
struct PageText {
    let plan: SourcePlan

    private var mart: MartModel { MartModel.all(of: plan)[0] }
    private var hasDays: Bool { mart.dimensions.first?.name == "date" }
    private var measures: [PlannedMeasure] { plan.main.measures }
    /// The end of every query on a page with days.
    private var period: String { hasDays ? "\nwhere date between $period_from and $period_to" : "" }

    var text: String {
        var parts = [head]
        if hasDays { parts.append(input) }
        parts += [totals, kpis]
        if hasDays { parts += trends }
        parts += breakdown + places
        parts.append(table)
        return parts.joined(separator: "\n\n") + "\n"
    }

    private var head: String {
        """
        ---
        title: \(plan.title)
        description: \(YAMLText.scalar(PlainText.line(plan.summary)))
        order: 20
        ---
        """
    }

    private var input: String {
        """
        ```sql bounds
        select min(date) as first_day, max(date) as last_day
        from marts.\(mart.name)
        ```

        ```input period
        type: date_range
        label: Period
        query: bounds
        ```
        """
    }

    private var totals: String {
        var columns = ["sum(records) as records"]
        if hasDays { columns.append("1.0 * sum(records) / count(distinct date) as records_per_day") }
        columns += measures.prefix(3).map { "\($0.shown.expression) as \($0.shown.name)" }
        return """
            ```sql totals
            select
              \(columns.joined(separator: ",\n  "))
            from marts.\(mart.name)\(period)
            ```
            """
    }

    private var kpis: String {
        var items = ["{label: Records, value: records, format: integer}"]
        if hasDays {
            items.append(
                "{label: Records per day, value: records_per_day, format: number, note: of days that have any}")
        }
        items += measures.prefix(3).map { measure in
            let format = measure.way == .total && measure.isWhole ? "integer" : "number"
            let unit = measure.column.unit.value.map { ", unit: \(YAMLText.flow($0))" } ?? ""
            return
                "{label: \(Words.sentence(measure.shown.name)), value: \(measure.shown.name), format: \(format)\(unit)}"
        }
        return """
            ```kpi
            data: totals
            items:
              - \(items.joined(separator: "\n  - "))
            ```
            """
    }

    private var trends: [String] {
        let columns =
            ["date", "sum(records) as records"]
            + measures.prefix(3).map { "\($0.shown.expression) as \($0.shown.name)" }
        let query = """
            ```sql daily
            select
              \(columns.joined(separator: ",\n  "))
            from marts.\(mart.name)\(period)
            group by date
            order by date
            ```
            """
        let records = """
            ```chart
            type: line
            data: daily
            x: date
            y: records
            title: Records per day
            x_title: ""
            y_title: Records
            height: 260
            ```
            """
        let others = measures.prefix(3).map { measure in
            """
            ```chart width=half
            type: line
            data: daily
            x: date
            y: \(measure.shown.name)
            title: \(Words.sentence(measure.shown.name)) per day
            x_title: ""
            y_title: \(measure.column.unit.value.map(YAMLText.flow) ?? "\"\"")
            ```
            """
        }
        return [query, records] + others
    }

    private var breakdown: [String] {
        guard let column = plan.main.breakdown?.column else { return [] }
        let words = column.replacing("_", with: " ")
        return [
            """
            ```sql groups
            select \(column), sum(records) as records
            from marts.\(mart.name)\(period)
            group by \(column)
            order by records desc, \(column)
            ```
            """,
            """
            ```chart width=half
            type: bar
            data: groups
            x: records
            y: \(column)
            title: Records by \(words)
            y_title: ""
            x_title: Records
            ```
            """,
        ]
    }

    private var places: [String] {
        guard plan.main.place != nil else { return [] }
        return [
            """
            ```sql places
            select longitude, latitude, records
            from marts.mart_\(plan.name)_places
            order by records desc
            limit 2000
            ```
            """,
            """
            ```chart width=half
            type: point
            data: places
            x: longitude
            y: latitude
            size: records
            title: Where
            subtitle: Each point is a place, its size the number of records
            x_title: Longitude
            y_title: Latitude
            height: 360
            ```
            """,
        ]
    }

    private var table: String {
        let names = mart.dimensions.map(\.name)
        let columns = names + ["records"] + measures.prefix(4).flatMap(\.ofOneRow)
        let order =
            hasDays
            ? ["date desc"] + names.dropFirst() : plan.main.breakdown == nil ? names : ["records desc"] + names
        let condition = period.isEmpty ? "" : period
        return """
            ```sql latest
            select
              \(columns.joined(separator: ",\n  "))
            from marts.\(mart.name)\(condition)\(order.isEmpty ? "" : "\norder by \(order.joined(separator: ", "))")
            limit 200
            ```

            ```table
            data: latest
            title: \(hasDays ? "The latest days" : "All figures")
            rows: 12
            ```
            """
    }
}
