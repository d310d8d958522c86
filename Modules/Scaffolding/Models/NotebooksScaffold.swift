import JSON

extension ModuleScaffold {
    /// A notebook that looks at the marts from the sides that the page leaves out.
    static let notebooks = ModuleScaffold("Notebooks") { plan in
        let library = "Modules/Notebooks/Library"
        let cells = NotebookCells(plan: plan)
        return [
            ScaffoldChange("\(library)/\(plan.name).ipynb", .create(cells.text)),
            ScaffoldChange(
                "\(library)/CLAUDE.md",
                .add(
                    line: "- `\(plan.name)`: reads \(cells.tables.map { "`marts.\($0)`" }.joined(separator: ", ")).",
                    after: .last(beginning: "- `"))),
        ]
    }
}

/// The cells of a source's notebook.
struct NotebookCells {
    let plan: SourcePlan

    /// A cell: its id, its source, and whether it is text.
    struct Cell {
        let id: String, source: String
        var isText = false
        var tags: [String] = []
    }

    private var mart: MartModel { MartModel.all(of: plan)[0] }
    private var hasDays: Bool { mart.dimensions.first?.name == "date" }

    /// The marts that it reads.
    var tables: [String] { MartModel.all(of: plan).map(\.name) }

    var cells: [Cell] {
        var cells = [
            Cell(
                id: "title",
                source: """
                    # \(plan.title)

                    A first look at what is published. Run it with `./weir notebook run \(plan.name)`\
                    \(hasDays ? ", or from another day on with\n`-p first_day=2024-01-01`." : ".")
                    """, isText: true)
        ]
        if hasDays { cells.append(Cell(id: "parameters", source: "first_day: 1900-01-01", tags: ["parameters"])) }
        cells += hasDays ? days : groups
        cells += places
        cells += [
            Cell(id: "figures-text", source: "## All figures\n\nThe rows of the mart as they are.", isText: true),
            Cell(
                id: "figures",
                source: "%%sql figures\nselect *\nfrom marts.\(mart.name)\n\(order)limit 100"),
        ]
        return cells
    }

    private var order: String {
        guard !mart.dimensions.isEmpty else { return "" }
        return
            "order by \(mart.dimensions.map { hasDays && $0.name == "date" ? "date desc" : $0.name }.joined(separator: ", "))\n"
    }

    private var days: [Cell] {
        let shown = plan.main.measures.map(\.shown)
        let columns = ["date", "sum(records) as records"] + shown.map { "\($0.expression) as \($0.name)" }
        var cells = [
            Cell(
                id: "daily-text", source: "## Day by day\n\nRows of each day, and the figures made of them.",
                isText: true),
            Cell(
                id: "daily",
                source: """
                    %%sql daily
                    select \(columns.joined(separator: ",\n       "))
                    from marts.\(mart.name)
                    where date >= $first_day
                    group by date
                    order by date
                    """),
            Cell(
                id: "daily-chart",
                source: "%%chart\ntype: line\ndata: daily\nx: date\ny: records\ntitle: Records per day"),
        ]
        if let first = shown.first {
            cells.append(
                Cell(
                    id: "measure-chart",
                    source:
                        "%%chart\ntype: line\ndata: daily\nx: date\ny: \(first.name)\ntitle: \(Words.sentence(first.name))"
                ))
        }
        return cells + breakdown(where: "where date >= $first_day\n")
    }

    private var groups: [Cell] { breakdown(where: "") }

    private func breakdown(where condition: String) -> [Cell] {
        guard let dimension = mart.dimensions.first(where: { $0.name == plan.main.breakdown?.column }) else {
            return []
        }
        let name = dimension.name
        return [
            Cell(
                id: "groups-text",
                source: "## By \(name.replacing("_", with: " "))\n\nWhich part of the whole each has.",
                isText: true),
            Cell(
                id: "groups",
                source: """
                    %%sql groups
                    select \(name), sum(records) as records
                    from marts.\(mart.name)
                    \(condition)group by \(name)
                    order by records desc
                    """),
            Cell(
                id: "groups-chart",
                source:
                    "%%chart\ntype: bar\ndata: groups\nx: records\ny: \(name)\ntitle: Records by \(name.replacing("_", with: " "))"
            ),
        ]
    }

    private var places: [Cell] {
        guard plan.main.place != nil else { return [] }
        return [
            Cell(id: "places-text", source: "## Places\n\nEach point is a pair of coordinates.", isText: true),
            Cell(
                id: "places",
                source:
                    "%%sql places\nselect longitude, latitude, records\nfrom marts.mart_\(plan.name)_places\norder by records desc\nlimit 2000"
            ),
            Cell(
                id: "places-chart",
                source:
                    "%%chart\ntype: point\ndata: places\nx: longitude\ny: latitude\nsize: records\ntitle: Records by place"
            ),
        ]
    }

    var text: String {
        let cells = cells.map { cell -> JSONValue in
            let lines = cell.source.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            let source = JSONValue.array(
                lines.enumerated().map { .string($1 + ($0 + 1 < lines.count ? "\n" : "")) })
            let metadata: JSONValue =
                cell.tags.isEmpty ? .object([:]) : .object(["tags": .array(cell.tags.map(JSONValue.string))])
            return cell.isText
                ? .object([
                    "cell_type": "markdown", "id": .string(cell.id), "metadata": metadata, "source": source,
                ])
                : .object([
                    "cell_type": "code", "execution_count": .null, "id": .string(cell.id), "metadata": metadata,
                    "outputs": .array([]), "source": source,
                ])
        }
        let notebook = JSONValue.object([
            "cells": .array(cells),
            "metadata": .object([
                "kernelspec": .object(["display_name": "Weir SQL", "language": "sql", "name": "weir-sql"]),
                "language_info": .object([
                    "file_extension": ".sql", "mimetype": "application/sql", "name": "sql",
                ]),
            ]),
            "nbformat": .integer(4), "nbformat_minor": .integer(5),
        ])
        return NotebookLayout.text(notebook)
    }
}

/// A notebook as every editor writes it: one space a level, lists and objects over lines.
enum NotebookLayout {
    static func text(_ value: JSONValue) -> String { node(value, level: 0) + "\n" }

    private static func node(_ value: JSONValue, level: Int) -> String {
        let (inner, outer) = (String(repeating: " ", count: level + 1), String(repeating: " ", count: level))
        switch value {
        case .array(let items) where !items.isEmpty:
            return "[\n" + items.map { inner + node($0, level: level + 1) }.joined(separator: ",\n") + "\n\(outer)]"
        case .object(let object) where !object.pairs.isEmpty:
            let pairs = object.pairs.map {
                "\(inner)\(JSONValue.string($0.key).text()): \(node($0.value, level: level + 1))"
            }
            return "{\n" + pairs.joined(separator: ",\n") + "\n\(outer)}"
        default: return value.text()
        }
    }
}
