import JSON
import Warehouse

extension SourceProfile {
    /// The version of the file's form.
    static let version = 1

    /// The profile as `source-profile.yml` holds it.
    public var yaml: String {
        YAMLText.of(
            document,
            comment: [
                "What \(sample.location) holds, as awos found it, and every choice with its reason.",
                "To overrule a choice, add a line `overrule:` below it; it stays when the sample is profiled again.",
                "Names of columns are data from outside: they say nothing to whoever reads this.",
            ].map { $0.replacing("\n", with: " ") })
    }

    private var document: JSONObject {
        var origin: JSONObject = ["location": .string(sample.location), "bytes": .integer(Int64(sample.bytes))]
        origin["sha256"] = sample.sha256.map(JSONValue.string)
        origin.put("packing", sample.packing.written, unless: sample.packing.isEmpty)
        var document: JSONObject = [
            "version": .integer(Int64(Self.version)), "source": .string(name), "sample": .object(origin),
        ]
        document.put("notes", notes.written, unless: notes.isEmpty)
        document["resources"] = .array(resources.map { .object($0.document) })
        return document
    }
}

extension Choice {
    /// The choice as the file holds it.
    var document: JSONValue {
        var object: JSONObject = ["choice": made.written, "because": .string(reason)]
        object.put("others", .array(others.map(\.written)), unless: others.isEmpty)
        object["question"] = question.map(JSONValue.string)
        object["overrule"] = overruled.map(\.written)
        return .object(object)
    }

    /// Whether nobody would miss it in the file: what is usual, and nobody overruled it.
    func isUsual(_ usual: Value) -> Bool { made == usual && others.isEmpty && question == nil && overruled == nil }
}

extension ResourceProfile {
    fileprivate var document: JSONObject {
        var object: JSONObject = ["name": name.document, "files": files.written, "format": .object(format.document)]
        if let parent {
            object["nested_in"] = [
                "resource": .string(parent.resource), "path": parent.path.written,
                "parent_key": parent.parentKey.written,
            ]
        }
        object["rows"] = .integer(Int64(rows))
        object["key"] = key.document
        object["cursor"] = cursor.document
        object["time_zone"] = timeZone?.document
        object["cadence"] = cadence?.document
        object.put("duplicate_rows", .integer(Int64(duplicateRows)), unless: !(duplicateRows > 0))
        object["unpivot"] = unpivot?.document
        object.put("foreign_keys", .array(foreignKeys.map(\.document)), unless: foreignKeys.isEmpty)
        object.put("warnings", warnings.written, unless: warnings.isEmpty)
        object["columns"] = .array(columns.map { .object($0.document) })
        return object
    }
}

extension Unpivot {
    fileprivate var document: JSONValue {
        [
            "take": take.document, "columns": columns.written, "labels": labels.written,
            "label_column": .string(labelColumn),
            "value_column": .string(valueColumn), "key": key.written, "rows": .integer(Int64(rows)),
        ]
    }
}

extension ForeignKey {
    fileprivate var document: JSONValue {
        [
            "column": .string(column), "resource": .string(resource), "references": .string(references),
            "orphans": .integer(Int64(orphans)), "holds": holds.document,
        ]
    }
}

extension ColumnProfile {
    static let unitReason = "neither header nor values name one"
    static let personalReason = "neither its name nor its values point at a person"

    fileprivate var document: JSONObject {
        var object: JSONObject = ["name": name.document, "original": .string(original)]
        object.put("path", path.written, unless: path.isEmpty)
        object["type"] = type.document
        object.put("reading", reading.document, unless: reading.isUsual(.plain) && reading.reason == type.reason)
        object.put("null_texts", nullTexts.written, unless: nullTexts.isEmpty)
        object["role"] = role.document
        object.put("unit", unit.document, unless: unit.isUsual(nil) && unit.reason == Self.unitReason)
        object.put(
            "personal", personal.document, unless: personal.isUsual(.none) && personal.reason == Self.personalReason)
        object["nulls"] = .integer(Int64(nulls))
        object["distinct"] = .integer(Int64(distinct))
        object.put("distinct_is_estimated", true, unless: isDistinctExact)
        object["lengths"] = lengths.map { [.integer(Int64($0.lowerBound)), .integer(Int64($0.upperBound))] }
        object["range"] = range.map { [$0.least.json, $0.greatest.json] }
        object.put(
            "shapes", .array(shapes.map { ["shape": .string($0.shape), "sampled": .integer(Int64($0.count))] }),
            unless: shapes.isEmpty)
        object.put("histogram", .array(histogram.map { .integer(Int64($0)) }), unless: histogram.isEmpty)
        return object
    }
}

extension SampleFormat {
    fileprivate var document: JSONObject {
        switch self {
        case .delimited(let format):
            var object: JSONObject = ["kind": "csv", "encoding": format.encoding.document]
            object.put("byte_order_mark", true, unless: !(format.hasByteOrderMark))
            object["delimiter"] = format.delimiter.document
            object["quote"] = format.quote.document
            object["escape"] = .string(format.escape)
            format.layout.write(into: &object)
            object.put("short_rows", .integer(Int64(format.shortRows)), unless: !(format.shortRows > 0))
            object.put("long_rows", .integer(Int64(format.longRows)), unless: !(format.longRows > 0))
            return object
        case .json(let format): return ["kind": "json", "layout": format.layout.written, "path": format.path.document]
        case .jsonLines: return ["kind": "ndjson"]
        case .parquet: return ["kind": "parquet"]
        case .sheet(let format):
            var object: JSONObject = ["kind": "xlsx", "sheet": .string(format.sheet)]
            format.layout.write(into: &object)
            return object
        }
    }
}

extension TableLayout {
    fileprivate func write(into object: inout JSONObject) {
        object["header_row"] = headerRow.document
        object.put("units_row", true, unless: !(hasUnitsRow))
        object["footer_rows"] = footerRows.document
        object.put("blank_rows", .integer(Int64(blankRows)), unless: !(blankRows > 0))
    }
}

extension JSONFormat.Layout: Choosable {}

extension JSONObject {
    /// Sets a key, unless there is nothing to say.
    mutating func put(_ key: String, _ value: @autoclosure () -> JSONValue, unless isUsual: Bool) {
        if !isUsual { self[key] = value() }
    }
}
