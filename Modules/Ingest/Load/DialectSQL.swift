import Warehouse

/// The pieces of SQL that engines write differently: the one place of this module that knows an engine by name.
enum DialectSQL {
    private static func isDuckDB(_ dialect: any SQLDialect) -> Bool { dialect.name == "duckdb" }

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

    /// A text as a timestamp: ISO form, else `month/day/year hour:minute[:second]`; another text is an error on DuckDB that
    /// holds `badMoment`, the field and `path`.
    static func moment(_ field: ColumnName, path: SQL, _ dialect: any SQLDialect) -> SQL {
        let text = SQL(field)
        guard isDuckDB(dialect) else { return "replace(\(text), 'T', ' ')" }
        // `left(…, 0)` makes the message depend on the row: one that does not is raised before any row is read.
        let message: SQL = "\(raw: dialect.literal(.text(badMoment + field.name + " "))) || \(path) || left(\(text), 0)"
        return "case when \(text) is not null then coalesce(\(tryMoment(text, dialect)), error(\(message))) end"
    }

    /// A text as a timestamp like `moment`, null where it is none.
    static func tryMoment(_ text: SQL, _ dialect: any SQLDialect) -> SQL {
        isDuckDB(dialect)
            ? """
            coalesce(try_cast(\(text) as timestamp), \
            try_strptime(\(text), ['%m/%d/%Y %H:%M:%S', '%m/%d/%Y %H:%M']))
            """ : "case when \(text) glob '????-??-??[ T]*' then replace(\(text), 'T', ' ') end"
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
        // One pass over each array, joined by place: SQLite keeps no order between two table functions otherwise.
        let first = fields[0]
        let columns = fields.enumerated().map { index, field in
            "\(identifier: "f\(index)").value as \(field.identifier)" as SQL
        }
        let joins = fields.enumerated().dropFirst().map { index, field in
            " left join json_each(content, \(path(field.name))) as \(identifier: "f\(index)") on \(identifier: "f\(index)").key = f0.key"
                as SQL
        }
        return """
            select \(columns.joined()) from (\(document)) as document, json_each(content, \(path(first.name))) as f0\
            \(joins.joined(separator: "")) order by f0.key
            """
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
