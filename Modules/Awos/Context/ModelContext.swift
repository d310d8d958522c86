import Diagnostics
import Foundation

/// What a prompt about a selection of models may hold.
struct ModelContext {
    private let lineage: Lineage
    private let selected: [Lineage.Node]
    private let terms: [String]
    private let files: ContextFiles

    /// Finds the models that the terms mean; throws for a term that means nothing.
    init(_ terms: [String], root: URL) throws {
        guard let lineage = Lineage.read(root: root) else { throw WeirError.nothingToSelect(Lineage.project) }
        self.lineage = lineage
        self.terms = terms
        files = ContextFiles(root: root)
        selected = try LineageSelection(lineage: lineage).nodes(terms)
    }

    var opening: String {
        """
        # Models: \(terms.map { ForeignText.code($0, cap: 80) }.joined(separator: " "))

        \(selected.count) of \(lineage.nodes.count) models and tables of sources.\
        \(lineage.isFromFiles ? " There is no index; `weir transform parse` writes one, with the columns that macros make." : "")


        """
    }

    func fill(_ budget: inout ContextBudget) {
        let wording = LineageWording(lineage: lineage)
        let slice = ContextPart("Who reads whom", wording.slice(around: selected))
        budget.take(ContextCandidate("lineage", [slice], worth: 1, place: 0))
        budget.fill(
            selected.map { node in
                // The text below tells the same; it is read twice only where nobody else knows the columns.
                let isUnknown = node.isModel && lineage.isFromFiles
                let more = isUnknown ? files.text(node.file).map(SQLOutline.columns) ?? [] : []
                let forms = [true, false].map { summaries in
                    ContextPart(
                        node.relation, file: node.file, .outline,
                        wording.table(node, more: more, summaries: summaries))
                }
                return ContextCandidate("table \(node.relation)", forms, worth: 300, place: 1)
            })
        for node in selected where node.isModel {
            guard budget.tokens >= Self.smallestTokens else {
                budget.refuse(node.file, tokens: 0, because: "no tokens were left")
                continue
            }
            budget.take(files.candidate(node.file, node.file, worth: 1, place: .reference, outline: true))
        }
    }

    /// With less than this left no model's text is read.
    private static let smallestTokens = 40
}
