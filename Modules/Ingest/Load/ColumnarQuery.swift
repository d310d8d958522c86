import Diagnostics
import Foundation
import JSON
import Warehouse

/// Writes the query that makes rows out of a document with one array a field, and brings measures to their units.
struct ColumnarQuery {
    let resource: Resource
    let settings: SettingValues
    let loadID: String
    let key: String
    let units: String

    /// The query over one document; reads its units and the lengths of its arrays first.
    ///
    /// Where `order` is given, it ends with the place of the row, counted from there.
    func query(_ file: DataFile, _ connection: any EngineConnection, order: Int64?) throws -> SQL {
        let dialect = connection.dialect
        let document = try DialectSQL.document(file.path, dialect) {
            try String(contentsOf: URL(filePath: file.path), encoding: .utf8)
        }
        let fields = file.layout.fields
        let asked = DialectSQL.shape(document, key: key, units: units, fields: fields.map(\.name), dialect)
        let shape: Table
        do { shape = try connection.read(asked) } catch {
            throw WeirError.unreadableDocument(error, path: file.path, shown: file.shown)
        }
        try check(shape, fields, file)
        let stated = shape[0, 0].text.flatMap { try? JSONValue.parse($0) }
        let rows = DialectSQL.unnested(
            document, key: key, fields: fields.map { ($0.name, $0.identifier, Self.scannedType($0)) }, dialect)
        let inner = try fields.map { field in
            "\(try value(field, stated: stated?[field.name]?.string, file)) as \(field.identifier)" as SQL
        }
        let outer = try resource.columns.map { column in
            (try file.layout.expression(for: column.name)?.sql(dialect, settings) ?? "null") + " as \(column.name)"
        }
        let place: SQL =
            order.map { ", \(raw: String($0)) + row_number() over () as \(RowQuery.orderColumn)" } ?? .empty
        return """
            select \(outer.joined()), \(loadID) as \(RowQuery.loadIDColumn)\(place) \
            from (select \(inner.joined()) from (\(rows)) as unnested) as fields
            """
    }

    /// Numbers are unnested as such; days and times as text, which every engine casts.
    private static func scannedType(_ field: Field) -> ColumnType { field.type.isNumeric ? .double : .text }

    /// Every array is there, and as long as the others.
    private func check(_ shape: Table, _ fields: [Field], _ file: DataFile) throws {
        guard shape.rowCount == 1 else { throw WeirError.noRecords(key, in: file.shown) }
        let lengths = fields.indices.map { shape[0, $0 + 1].integer }
        if lengths.allSatisfy({ $0 == nil }) { throw WeirError.noRecords(key, in: file.shown) }
        let missing = zip(fields, lengths).filter { $0.1 == nil }.map(\.0.name)
        guard missing.isEmpty else { throw WeirError.vanishedArrays(missing, key: key, in: file.shown) }
        guard Set(lengths).count == 1 else { throw WeirError.unevenArrays(key, in: file.shown) }
    }

    private func value(_ field: Field, stated: String?, _ file: DataFile) throws -> SQL {
        let name = SQL(field.identifier)
        switch field.reading {
        case .measure(let unit):
            guard let conversion = unit.conversion(from: stated ?? "") else {
                throw WeirError.unknownUnit(stated, field: field.name, known: unit.statable, in: file.shown)
            }
            if unit == .code { return "cast(\(name) as \(unit.columnType))" }
            let shifted = conversion.offset == 0 ? name : "(\(name) + \(raw: "\(conversion.offset)"))"
            return conversion.factor == 1 ? shifted : "(\(shifted) * \(raw: "\(conversion.factor)"))"
        case .typed(.timestamp), .moment: return "cast(replace(\(name), 'T', ' ') as \(ColumnType.timestamp))"
        case .typed(let type): return "cast(\(name) as \(type))"
        }
    }
}
