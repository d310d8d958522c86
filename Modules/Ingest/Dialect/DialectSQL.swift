import Warehouse

/// The pieces of SQL that engines write differently: the one place of this module that knows an engine by name.
enum DialectSQL {
    private static func isDuckDB(_ dialect: any SQLDialect) -> Bool { dialect.name == "duckdb" }

    /// Whether an engine reads several scans in one statement faster than one after the other; elsewhere each scan is a copy
    /// of its files, and one at a time is enough.
    static func unitesScans(_ dialect: any SQLDialect) -> Bool { isDuckDB(dialect) }

    /// A timestamp as milliseconds since 1970.
    static func milliseconds(_ timestamp: SQL, _ dialect: any SQLDialect) -> SQL {
        isDuckDB(dialect)
            ? "epoch_ms(\(timestamp))"
            : """
            (cast(strftime('%s', \(timestamp)) as integer) * 1000 + \
            cast(substr(strftime('%f', \(timestamp)), 4, 3) as integer))
            """
    }

    /// What a statement fails with when a text is no time in a known form; the field's name and the path follow.
    static let badMoment = "weir_bad_moment "

    /// A text as a timestamp: ISO form, else `month/day/year hour:minute[:second]`.
    ///
    /// Where the engine can raise an error, another text is one that holds `badMoment`, the field and `path`; elsewhere it is
    /// null, and `badMoments` finds it.
    static func moment(_ field: ColumnName, path: SQL, _ dialect: any SQLDialect) -> SQL {
        let text = SQL(field)
        guard isDuckDB(dialect) else { return tryMoment(text, dialect) }
        // `left(…, 0)` makes the message depend on the row: one that does not is raised before any row is read.
        let message: SQL = "\(raw: dialect.literal(.text(badMoment + field.name + " "))) || \(path) || left(\(text), 0)"
        return "case when \(text) is not null then coalesce(\(tryMoment(text, dialect)), error(\(message))) end"
    }

    /// A query for the path of a row whose text is no time, where `moment` raises no error; nil where it does.
    static func badMoments(_ field: ColumnName, path: SQL, in relation: SQL, _ dialect: any SQLDialect) -> SQL? {
        guard !isDuckDB(dialect) else { return nil }
        let parsed = tryMoment(SQL(field), dialect)
        return "select \(path) from \(relation) as scanned where \(field) is not null and \(parsed) is null limit 1"
    }

    /// A text as a timestamp like `moment`, null where it is none.
    static func tryMoment(_ text: SQL, _ dialect: any SQLDialect) -> SQL {
        isDuckDB(dialect)
            ? """
            coalesce(try_cast(\(text) as timestamp), \
            try_strptime(\(text), ['%m/%d/%Y %H:%M:%S', '%m/%d/%Y %H:%M']))
            """ : SQLiteMomentSQL(text: text).timestamp
    }

    /// A text as a type, null where it is none.
    static func tryCast(_ text: SQL, as type: ColumnType, _ dialect: any SQLDialect) -> SQL {
        if isDuckDB(dialect) { return "try_cast(\(text) as \(type))" }
        switch type {
        case .integer:
            return "case when \(text) glob '*[0-9]*' and \(text) not glob '*[^-0-9]*' then cast(\(text) as integer) end"
        case .double:
            return
                "case when \(text) glob '*[0-9]*' and \(text) not glob '*[^-+.eE0-9]*' then cast(\(text) as real) end"
        case .timestamp, .day:
            let isISO: SQL = "\(text) glob '[0-9][0-9][0-9][0-9]-*' and julianday(\(text)) is not null"
            return "case when \(isISO) then cast(\(text) as \(type)) end"
        case .boolean:
            return "case lower(\(text)) when 'true' then 1 when 'false' then 0 when '1' then 1 when '0' then 0 end"
        default: return text
        }
    }

    /// A query with one row and one column `content`: the text of a file. Where the engine reads no files, `text` is bound.
    static func document(_ path: String, _ dialect: any SQLDialect, text: () throws -> String) throws -> SQL {
        isDuckDB(dialect)
            ? "select content from read_text([\(raw: dialect.literal(.text(path)))])"
            : "select \(try text()) as content"
    }

    /// The rows of parallel arrays under `key` of the document `content`: one column a field, in the order of the arrays.
    static func unnested(
        _ document: SQL, key: String, fields: [(name: String, identifier: ColumnName, type: ColumnType)],
        _ dialect: any SQLDialect
    ) -> SQL {
        let path = { (name: String) in SQL(raw: dialect.literal(.text("$.\"\(key)\".\"\(name)\""))) }
        if isDuckDB(dialect) {
            let columns = fields.map {
                let list = SQL(raw: dialect.typeName($0.type) + "[]")
                return "unnest(cast(json_extract(content, \(path($0.name))) as \(list))) as \($0.identifier)" as SQL
            }
            return "select \(columns.joined()) from (\(document))"
        }
        // Each array is read once, and the rows are put together by place: a join of the arrays would take their product.
        let arrays = fields.enumerated().map { index, field in
            "select key, value, \(raw: String(index)) as place from document, json_each(content, \(path(field.name)))"
                as SQL
        }
        let columns = fields.enumerated().map { index, field in
            "max(case when place = \(raw: String(index)) then value end) as \(field.identifier)" as SQL
        }
        return """
            with document as materialized (\(document)) \
            select \(columns.joined()) from (\(arrays.joined(separator: " union all "))) group by key order by key
            """
    }

    /// A query for the names of the fields of JSON records, in the order in which they first appear; nil where a scan without
    /// columns tells them.
    static func fieldNames(_ format: FileScan.Format, _ dialect: any SQLDialect, text: () throws -> String) throws
        -> SQL?
    {
        guard !isDuckDB(dialect) else { return nil }
        let records: SQL
        switch format {
        case .jsonLines:
            let lines = try text().split(whereSeparator: \.isNewline).joined(separator: ",")
            records = "json_each(\("[\(lines)]"))"
        case .json(let path):
            let place = "$" + path.map { ".\"\($0)\"" }.joined()
            records = "json_each(\(try text()), \(place))"
        default: return nil
        }
        return """
            select field.key from \(records) as record, json_each(record.value) as field \
            group by field.key order by min(record.key), min(field.id)
            """
    }

    /// The kinds of what stands under these keys of the document `content`, as one row; null for a key that is not there.
    static func holds(_ keys: [String], _ document: SQL, _ dialect: any SQLDialect) -> SQL {
        let kinds = keys.enumerated().map { index, key in
            "json_type(content, \(raw: dialect.literal(.text("$.\"\(key)\"")))) as \(identifier: "k\(index)")" as SQL
        }
        return "select \(kinds.joined()) from (\(document)) as document"
    }

    /// The lengths of the arrays of these fields and the units, as one row: `<index>` columns of integers, then a text.
    static func shape(_ document: SQL, key: String, units: String, fields: [String], _ dialect: any SQLDialect) -> SQL {
        let path = { (parts: [String]) in SQL(raw: dialect.literal(.text("$" + parts.map { ".\"\($0)\"" }.joined()))) }
        let lengths = fields.enumerated().map { index, name in
            "json_array_length(content, \(path([key, name]))) as \(identifier: "n\(index)")" as SQL
        }
        return """
            select json_extract(content, \(path([units]))) as units, \(lengths.joined()) from (\(document)) as document
            """
    }
}
