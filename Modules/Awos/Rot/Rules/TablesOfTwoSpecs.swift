import Diagnostics

extension RotRule {
    /// The contract of a table is changed by one open spec at a time.
    static let tablesOfTwoSpecs = RotRule { world in
        let claims = world.openSpecs.flatMap { spec in
            spec.tablesChanged.map { (table: $0.key, spec: spec, place: $0.value) }
        }
        return Dictionary(grouping: claims, by: \.table).values.filter { $0.count > 1 }.flatMap { claims in
            // Only what stands in this checkout can be changed here.
            claims.filter { $0.spec.branch == nil }.flatMap { claim in
                claims.filter { $0.spec.folder.name != claim.spec.folder.name }.map { other in
                    let name = other.spec.folder.name + (other.spec.branch.map { " on \($0)" } ?? "")
                    return Diagnostic(.tableOfTwoSpecs(claim.table, name, at: claim.place))
                }
            }
        }
    }
}

extension ReadSpec {
    /// The tables whose contract it changes, each with the place that says so.
    var tablesChanged: [String: SourceLocation] {
        var tables: [String: SourceLocation] = [:]
        if let spec, spec.kind == "source" { tables["raw.\(spec.name)"] = spec.document.place(ofKey: "name") }
        for task in tasks {
            for path in task.scope {
                guard let table = TableFiles.table(at: path), tables[table] == nil else { continue }
                tables[table] = task.document.place(ofKey: "may_write", path)
            }
        }
        return tables
    }
}
