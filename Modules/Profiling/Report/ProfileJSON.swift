import JSON
import Warehouse

extension SourceProfile {
    /// The profile for a program: of each resource its name, rows, columns, key and cursor as they hold, and all else.
    public var json: JSONValue {
        [
            "source": .string(name),
            "sample": [
                "location": .string(sample.location), "bytes": .integer(Int64(sample.bytes)),
                "sha256": .optional(sample.sha256),
                "packing": sample.packing.written,
            ],
            "resources": .array(resources.map(\.json)), "questions": openQuestions.written, "notes": notes.written,
        ]
    }
}

extension ResourceProfile {
    /// The resource for a program.
    var json: JSONValue {
        var object: JSONObject = [
            "name": .string(name.value), "format": .string(format.word), "files": files.written,
            "rows": .integer(Int64(rows)),
            "columns": .array(columns.map(\.json)), "key": key.value.written, "key_reason": .string(key.reason),
            "candidate_keys": .array(key.others.map(\.written)), "needs_row_hash": .bool(needsRowHash),
            "cursor": .optional(cursor.value), "cursor_reason": .string(cursor.reason),
            "duplicate_rows": .integer(Int64(duplicateRows)), "time_zone": .optional(timeZone?.value ?? nil),
            "cadence": .optional(cadence?.value ?? nil), "warnings": warnings.written,
        ]
        object["dialect"] = dialect
        object["nested_in"] = parent.map {
            ["resource": .string($0.resource), "path": $0.path.written, "parent_key": $0.parentKey.written]
        }
        object["unpivot"] = unpivot.map(\.json)
        object["foreign_keys"] = .array(
            foreignKeys.map { key in
                [
                    "column": .string(key.column), "resource": .string(key.resource),
                    "references": .string(key.references),
                    "orphans": .integer(Int64(key.orphans)), "holds": .bool(key.holds.value),
                ]
            })
        return .object(object)
    }

    private var dialect: JSONValue? {
        switch format {
        case .delimited(let format):
            return [
                "encoding": .string(format.encoding.value), "byte_order_mark": .bool(format.hasByteOrderMark),
                "delimiter": .string(format.delimiter.value), "quote": .optional(format.quote.value),
                "header_row": .integer(Int64(format.layout.headerRow.value)),
                "footer_rows": .integer(Int64(format.layout.footerRows.value)),
                "units_row": .bool(format.layout.hasUnitsRow),
                "short_rows": .integer(Int64(format.shortRows)), "long_rows": .integer(Int64(format.longRows)),
            ]
        case .sheet(let format):
            return [
                "sheet": .string(format.sheet), "header_row": .integer(Int64(format.layout.headerRow.value)),
                "footer_rows": .integer(Int64(format.layout.footerRows.value)),
                "units_row": .bool(format.layout.hasUnitsRow),
            ]
        case .json(let format): return ["layout": .string(format.layout.rawValue), "path": format.path.value.written]
        case .jsonLines, .parquet: return nil
        }
    }
}

extension Unpivot {
    fileprivate var json: JSONValue {
        [
            "take": .bool(take.value), "columns": columns.written, "label_column": .string(labelColumn),
            "value_column": .string(valueColumn), "key": key.written, "rows": .integer(Int64(rows)),
        ]
    }
}

extension ColumnProfile {
    /// The column for a program.
    fileprivate var json: JSONValue {
        var object: JSONObject = [
            "name": .string(name.value), "original": .string(original), "type": type.value.written,
            "reading": reading.value.written, "nulls": .integer(Int64(nulls)), "distinct": .integer(Int64(distinct)),
            "distinct_exact": .bool(isDistinctExact), "role": role.value.written, "unit": .optional(unit.value),
            "personal": personal.value == .none ? .null : personal.value.written, "type_reason": .string(type.reason),
        ]
        object.put("path", path.written, unless: path.isEmpty)
        object.put("null_texts", nullTexts.written, unless: nullTexts.isEmpty)
        object["range"] = range.map { [$0.least.json, $0.greatest.json] }
        object["lengths"] = lengths.map { [.integer(Int64($0.lowerBound)), .integer(Int64($0.upperBound))] }
        object.put("shapes", .array(shapes.map { .string($0.shape) }), unless: shapes.isEmpty)
        object.put("histogram", .array(histogram.map { .integer(Int64($0)) }), unless: histogram.isEmpty)
        object.put("questions", openQuestions.written, unless: openQuestions.isEmpty)
        return .object(object)
    }
}
