import Diagnostics
import Warehouse

/// Finds the layout that a file's header has.
struct LayoutMatch {
    let layouts: [Layout]
    /// Whether the engine finds fields by their names in the file, and not by their place.
    let scansByName: Bool
    let vanishedField: SchemaContract.VanishedField

    /// The layout and the fields of a file with this header; `place` is the file for messages.
    func match(_ header: [String], place: SourceLocation) throws -> (layout: Layout, fields: [DataFile.PresentField]) {
        let candidates = layouts.map { (layout: $0, missing: missing(in: header, of: $0)) }
        guard let best = candidates.min(by: { share($0) < share($1) }) else {
            throw WeirError.unknownHeader(header, layouts: layouts, at: place)
        }
        if !best.missing.isEmpty {
            guard best.missing.count * 2 <= best.layout.fields.count else {
                throw WeirError.unknownHeader(header, layouts: layouts, at: place)
            }
            if vanishedField == .fail {
                throw WeirError.vanishedFields(
                    best.missing.map(\.name), layout: best.layout, undeclared: undeclared(header, best.layout),
                    at: place)
            }
        }
        return (best.layout, try fields(header, best.layout, at: place))
    }

    private func missing(in header: [String], of layout: Layout) -> [Field] {
        let keys = Set(header.map(FieldName.key))
        return layout.fields.filter { !keys.contains(FieldName.key($0.name)) }
    }

    /// How much of a layout is missing; of equal ones the layout with more fields explains the header better.
    private func share(_ candidate: (layout: Layout, missing: [Field])) -> Double {
        let count = Double(max(1, candidate.layout.fields.count))
        return Double(candidate.missing.count) / count - count * 1e-6
    }

    private func undeclared(_ header: [String], _ layout: Layout) -> [String] {
        let keys = Set(layout.fields.map { FieldName.key($0.name) })
        return header.filter { !keys.contains(FieldName.key($0)) }
    }

    private func fields(
        _ header: [String], _ layout: Layout, at place: SourceLocation
    ) throws -> [DataFile.PresentField] {
        let declared = Dictionary(layout.fields.map { (FieldName.key($0.name), $0) }) { first, _ in first }
        var seen: Set<ColumnName> = []
        return try header.enumerated().map { index, name in
            let field = declared[FieldName.key(name)]
            let identifier =
                try field?.identifier
                ?? ColumnName(FieldName.key(name).isEmpty ? "field_\(index + 1)" : FieldName.identifier(name))
            guard seen.insert(identifier).inserted else { throw WeirError.duplicateField(name, at: place) }
            return DataFile.PresentField(
                scanned: scansByName ? try ColumnName(name) : identifier, identifier: identifier, declared: field)
        }
    }
}
