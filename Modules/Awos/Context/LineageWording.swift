/// Tables and what is around them, as a prompt tells it.
struct LineageWording {
    let lineage: Lineage

    /// A table with its columns, their types, and what they mean.
    func table(_ node: Lineage.Node, more: [String] = [], summaries: Bool = true) -> String {
        let columns = node.columns.map { column in
            let type = column.type.map { " \(ForeignText.plain($0, cap: 40))" } ?? ""
            let meaning = summaries && !column.summary.isEmpty ? ": \(ForeignText.line(column.summary, cap: 140))" : ""
            return "\(ForeignText.code(column.name, cap: 80))\(type)\(meaning)"
        }
        let others = more.filter { name in !node.columns.contains { $0.name.lowercased() == name.lowercased() } }
        let meaning = node.summary.isEmpty ? "" : ": \(ForeignText.line(node.summary))"
        let heading = "`\(node.relation)` (\(node.isModel ? "model" : "source"), \(node.file))\(meaning)"
        let list =
            summaries ? columns.map { "  - \($0)" }.joined(separator: "\n") : "  - " + columns.joined(separator: ", ")
        return "- \(heading)" + (columns.isEmpty ? "" : "\n\(list)")
            + (others.isEmpty
                ? "" : "\n  - also: \(others.map { ForeignText.code($0, cap: 80) }.joined(separator: ", "))")
    }

    /// What some nodes read and what reads them, one step each way.
    func slice(around nodes: [Lineage.Node]) -> String {
        nodes.map { node in
            let children = lineage.children(of: node.name)
            let reads = node.parents.isEmpty ? "" : " reads \(list(node.parents))"
            let readBy = children.isEmpty ? "" : "\(reads.isEmpty ? "" : ";") is read by \(list(children))"
            return "- `\(node.name)`\(reads)\(readBy)" + (reads.isEmpty && readBy.isEmpty ? " stands alone" : "")
        }.joined(separator: "\n")
    }

    private func list(_ names: [String]) -> String {
        let shown = names.prefix(12).map { "`\($0)`" }.joined(separator: ", ")
        return names.count > 12 ? "\(shown) and \(names.count - 12) more" : shown
    }
}
