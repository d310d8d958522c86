import Diagnostics

extension Page {
    /// The page with an error for every name in it that leads nowhere: a query, a parameter, an input.
    func checkingReferences() -> Page {
        var found = errors
        for block in blocks { found += unresolved(in: block) }
        for value in values where queries[value.query] == nil {
            found.append(.unknownQuery(value.query, in: Array(queries.keys), at: value.location))
        }
        let known = inputs.flatMap(\.parameters) + Page.givenParameters
        for query in queries.values.sorted(by: { $0.utf8Offset < $1.utf8Offset }) {
            let isForInput = inputs.contains { $0.query == query.name }
            for parameter in query.parameters
            where !Page.givenParameters.contains(parameter) && (isForInput || !known.contains(parameter)) {
                found.append(
                    isForInput
                        ? .parameterOfInput(parameter, of: query)
                        : .unknownParameter(parameter, of: query, known: known))
            }
        }
        return Page(
            name: name, title: title, summary: summary, order: order, file: file, parts: parts, queries: queries,
            inputs: inputs, errors: found.sorted { ($0.location?.line ?? 0) < ($1.location?.line ?? 0) })
    }

    private func unresolved(in block: PageBlock) -> [WeirError] {
        let names = Array(queries.keys)
        func missing(_ name: String?, at place: SourceLocation) -> [WeirError] {
            guard let name, queries[name] == nil else { return [] }
            return [.unknownQuery(name, in: names, at: place)]
        }
        switch block.content {
        case .chart(let chart, _): return missing(chart.data, at: chart.place(of: "data") ?? block.location)
        case .figures(let figures): return missing(figures.data, at: figures.location)
        case .table(let table, _): return missing(table.data, at: table.location)
        case .input(let input): return missing(input.query, at: input.location)
        case .log(let parameter):
            let known = inputs.flatMap(\.parameters)
            return known.contains(parameter) ? [] : [.unknownInput(parameter, in: known, at: block.location)]
        case .catalog, .lineage, .broken: return []
        }
    }
}
