import Diagnostics
import JSON
import Warehouse
import YAML

extension SourceProfile {
    /// Reads what `yaml` wrote, and what a person overruled in it.
    ///
    /// - Parameter file: the file as messages name it.
    /// - Throws: what is wrong with the file, with lines: `profiling.bad_choice`, `yaml.missing_key`, `yaml.unknown_key`, ….
    public init(yaml text: String, file: String) throws {
        let reader = YAMLReader(try YAMLDocument.parse(text, file: file), named: file)
        let version = reader.integer("version") ?? 0
        guard version == Self.version else {
            throw WeirError.otherVersion(version, known: Self.version, at: reader.location(ofValue: "version"))
        }
        let name = reader.requiredString("source")
        guard let origin = reader.mapping("sample") else {
            _ = reader.requiredString("sample")
            try reader.finish()
            throw WeirError.otherVersion(version, known: Self.version, at: reader.location)
        }
        let sample = SampleOrigin(
            location: origin.requiredString("location"), bytes: origin.integer("bytes") ?? 0,
            sha256: origin.string("sha256"),
            packing: origin.strings("packing"))
        let notes = reader.strings("notes")
        let resources = try reader.list("resources", each: "resource").map { try ResourceReading($0).resource() }
        try reader.finish()
        self.init(name: name, sample: sample, resources: resources, notes: notes)
    }
}

extension YAMLReader {
    /// The choice under a key; throws when it is missing, unless there is a usual one.
    func choice<Value: Choosable>(_ key: String, usual: Choice<Value>? = nil) throws -> Choice<Value> {
        guard let nested = mapping(key) else {
            if let usual { return usual }
            _ = requiredString(key)
            try WeirErrors.throwIfAny(errors)
            throw WeirError.unwritableChoice(key, expectation: Value.expectation, at: location(of: key))
        }
        let made: Value? = try nested.chosen("choice")
        guard let made = made ?? usual?.made else {
            throw WeirError.unwritableChoice("choice", expectation: Value.expectation, at: nested.location)
        }
        let others = try (nested.node("others")?.sequence ?? []).map { node in
            guard let value = Value(written: node) else {
                throw WeirError.unwritableChoice(
                    "others", expectation: Value.expectation, at: nested.location(of: node.mark))
            }
            return value
        }
        return Choice(
            made, because: nested.string("because") ?? usual?.reason ?? "", others: others,
            question: nested.string("question"), overruled: try nested.chosen("overrule"))
    }

    /// The choice under a key, where it stands.
    func optionalChoice<Value: Choosable>(_ key: String) throws -> Choice<Value>? {
        node(key) == nil ? nil : try choice(key)
    }

    private func chosen<Value: Choosable>(_ key: String) throws -> Value? {
        guard let node = node(key) else { return nil }
        guard let value = Value(written: node) else {
            throw WeirError.unwritableChoice(key, expectation: Value.expectation, at: location(ofValue: key))
        }
        return value
    }

    func count(_ key: String) -> Int { integer(key, in: 0...Int.max) ?? 0 }
}

/// Reads a resource of a profile's file.
private struct ResourceReading {
    let reader: YAMLReader

    init(_ reader: YAMLReader) { self.reader = reader }

    func resource() throws -> ResourceProfile {
        guard let format = reader.mapping("format") else {
            _ = reader.requiredString("format")
            try WeirErrors.throwIfAny(reader.errors)
            throw WeirError.unwritableChoice("format", expectation: "a mapping", at: reader.location)
        }
        let parent = reader.mapping("nested_in").map { nested in
            NestedIn(
                resource: nested.requiredString("resource"), path: nested.strings("path"),
                parentKey: nested.strings("parent_key"))
        }
        return ResourceProfile(
            name: try reader.choice("name"), files: reader.strings("files"), format: try Self.format(format),
            parent: parent, rows: reader.count("rows"),
            columns: try reader.list("columns", each: "column").map { try ColumnReading(reader: $0).column() },
            key: try reader.choice("key"), cursor: try reader.choice("cursor"),
            timeZone: try reader.optionalChoice("time_zone"), cadence: try reader.optionalChoice("cadence"),
            unpivot: try reader.mapping("unpivot").map(Self.unpivot), duplicateRows: reader.count("duplicate_rows"),
            foreignKeys: try reader.list("foreign_keys", each: "foreign key").map(Self.foreignKey),
            warnings: reader.strings("warnings"))
    }

    private static func unpivot(_ reader: YAMLReader) throws -> Unpivot {
        Unpivot(
            take: try reader.choice("take"), columns: reader.strings("columns"), labels: reader.strings("labels"),
            labelColumn: reader.requiredString("label_column"), valueColumn: reader.requiredString("value_column"),
            key: reader.strings("key"), rows: reader.count("rows"))
    }

    private static func foreignKey(_ reader: YAMLReader) throws -> ForeignKey {
        ForeignKey(
            column: reader.requiredString("column"), resource: reader.requiredString("resource"),
            references: reader.requiredString("references"), orphans: reader.count("orphans"),
            holds: try reader.choice("holds"))
    }

    private static func format(_ reader: YAMLReader) throws -> SampleFormat {
        switch reader.choice("kind", of: ["csv", "json", "ndjson", "parquet", "xlsx"]) {
        case "csv":
            return .delimited(
                DelimitedFormat(
                    encoding: try reader.choice("encoding"), hasByteOrderMark: reader.bool("byte_order_mark") ?? false,
                    delimiter: try reader.choice("delimiter"), quote: try reader.choice("quote"),
                    escape: reader.string("escape") ?? "", layout: try layout(reader),
                    shortRows: reader.count("short_rows"), longRows: reader.count("long_rows")))
        case "json":
            let word = reader.choice("layout", of: JSONFormat.Layout.allCases.map(\.rawValue)) ?? ""
            return .json(
                JSONFormat(layout: JSONFormat.Layout(rawValue: word) ?? .records, path: try reader.choice("path")))
        case "xlsx": return .sheet(SheetFormat(sheet: reader.requiredString("sheet"), layout: try layout(reader)))
        case "parquet": return .parquet
        default: return .jsonLines
        }
    }

    private static func layout(_ reader: YAMLReader) throws -> TableLayout {
        TableLayout(
            headerRow: try reader.choice("header_row"), hasUnitsRow: reader.bool("units_row") ?? false,
            footerRows: try reader.choice("footer_rows"), blankRows: reader.count("blank_rows"))
    }
}

/// Reads a column of a profile's file.
private struct ColumnReading {
    let reader: YAMLReader

    func column() throws -> ColumnProfile {
        let type: Choice<ColumnType> = try reader.choice("type")
        return ColumnProfile(
            name: try reader.choice("name"), original: reader.string("original") ?? "", path: reader.strings("path"),
            type: type, reading: try reader.choice("reading", usual: Choice(.plain, because: type.reason)),
            nullTexts: reader.strings("null_texts"), nulls: reader.count("nulls"), distinct: reader.count("distinct"),
            isDistinctExact: !(reader.bool("distinct_is_estimated") ?? false), lengths: lengths(),
            range: range(type.made), shapes: shapes(), histogram: numbers("histogram"),
            unit: try reader.choice("unit", usual: Choice(nil, because: ColumnProfile.unitReason)),
            personal: try reader.choice("personal", usual: Choice(.none, because: ColumnProfile.personalReason)),
            role: try reader.choice("role"))
    }

    private func numbers(_ key: String) -> [Int] {
        (reader.node(key)?.sequence ?? []).compactMap { Int(written: $0) }
    }

    private func lengths() -> ClosedRange<Int>? {
        let ends = numbers("lengths")
        return ends.count == 2 && ends[0] <= ends[1] ? ends[0]...ends[1] : nil
    }

    private func shapes() -> [ValueShape] {
        reader.list("shapes", each: "shape").map { ValueShape($0.requiredString("shape"), $0.count("sampled")) }
    }

    private func range(_ type: ColumnType) -> ValueRange? {
        let ends = (reader.node("range")?.sequence ?? []).compactMap { $0.text }.compactMap { text -> Value? in
            switch type {
            case .integer: Int64(text).map(Value.integer)
            case .day: CalendarDay(text).map(Value.day)
            case .timestamp: Timestamp(text).map(Value.timestamp)
            default: Double(text).map(Value.double)
            }
        }
        return ends.count == 2 ? ValueRange(ends[0], ends[1]) : nil
    }
}
