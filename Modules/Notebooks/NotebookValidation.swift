import Diagnostics
import Warehouse

extension Notebook {
    /// What would fail whatever the data is: charts that do not read, data that no cell above names, unknown parameters.
    ///
    /// Nothing is run. Throws when a parameters cell cannot be read, since every query depends on it.
    public func problems() throws -> [WeirError] {
        let values = try parameters.values
        var named: Set<String> = []
        var hasResult = false
        var problems: [WeirError] = []
        for (index, cell) in cells.enumerated() where cell.kind == .code {
            let place = CellPlace(file: file, number: index + 1, source: cell.source)
            do {
                switch CellCommand(cell) {
                case .query(let name, let sql):
                    _ = try place.naming { try SQL(sql, parameters: values) }
                    if let name { named.insert(name) }
                    hasResult = true
                case .chart(let text):
                    let chart = try ChartCell(text, at: place)
                    guard chart.data.map(named.contains) ?? hasResult else {
                        throw WeirError.noResult(named: chart.data, known: named.sorted(), at: chart.dataLocation)
                    }
                case .parameters, .nothing: break
                }
            } catch {
                problems.append(WeirError(wrapping: error).inCell(index + 1, of: file))
            }
        }
        return problems
    }
}

extension CellPlace {
    /// Runs `body` and gives an error without a place the one in this cell that its statement offset tells.
    func naming<Result>(_ body: () throws -> Result) throws -> Result {
        do { return try body() } catch { throw located(error) }
    }

    /// The error with the place in this cell that its statement offset tells, unless it has one.
    func located(_ error: any Error) -> WeirError {
        var error = WeirError(wrapping: error)
        if error.location == nil, error.kind != .interrupted {
            error.location = location(offset: error.statementOffset ?? 0)
        }
        return error
    }
}
