import Testing
import Warehouse

extension EngineContract {
    static let tables: [Behaviour] = [
        Behaviour("columnsAreListedInOrderWithTypeAndNullability") { engine, _ in
            let columns = [
                Column("id", .text, isNullable: false), Column("n", .integer), Column("x", .double), Column("d", .day),
                Column("at", .timestamp), Column("ok", .boolean), Column("raw", .bytes), Column("doc", .json),
            ]
            let listed = try await engine.withConnection { connection in
                try connection.createTable("raw.things", columns: columns)
                return try connection.columns(of: "raw.things")
            }
            #expect(listed == columns)
        },
        Behaviour("aRelationThatIsNotThereHasNoColumns") { engine, _ in
            let answers = try await engine.withConnection { connection in
                try [
                    connection.columns(of: "nothing") == nil, connection.columns(of: "raw.nothing") == nil,
                    connection.exists("raw.nothing"), connection.kind(of: "raw.nothing") == nil,
                ]
            }
            #expect(answers == [true, true, false, true])
        },
        Behaviour("aTableIsMadeFromAQuery") { engine, _ in
            try await engine.withConnection { connection in
                try connection.createTable("core.made", as: "select \(1) as a, \("x") as b union all select 2, 'y'")
                #expect(try connection.rowCount(of: "core.made") == 2)
                #expect(try connection.columns(of: "core.made")?.map(\.name) == ["a", "b"])
                #expect(throws: (any Error).self) { try connection.createTable("core.made", as: "select 1 as a") }
                try connection.createTable("core.made", columns: [Column("a", .integer)], ifMissing: true)
                #expect(try connection.rowCount(of: "core.made") == 2)
            }
        },
        Behaviour("aTableMadeFromAQueryHasTheTypesOfItsColumnsAndCasts") { engine, _ in
            let columns = [
                Column("s", .text), Column("n", .integer), Column("x", .double), Column("d", .day),
                Column("seen", .timestamp), Column("ok", .boolean),
            ]
            let made = try await engine.withConnection { connection in
                try connection.createTable("raw.t", columns: columns)
                try connection.createView(
                    "staging.v",
                    as: "select s, n, x, d, seen, ok, cast(n > 1 as boolean) as big from \(TableName("raw.t"))")
                try connection.createTable(
                    "marts.m", as: "with w as (select * from \(TableName("staging.v"))) select * from w")
                return try connection.columns(of: "marts.m")
            }
            #expect(made == columns + [Column("big", .boolean)])
        },
        Behaviour("relationsAreListedWithTheirKind") { engine, _ in
            let relations = try await engine.withConnection { connection in
                try connection.createTable("raw.b", columns: [Column("a", .integer)])
                try connection.createTable("core.a", columns: [Column("a", .integer)])
                try connection.createView("staging.v", as: "select a from \(TableName("raw.b"))")
                return try connection.relations()
            }
            #expect(
                relations.map { "\($0.name.name) \($0.kind.rawValue)" }.sorted() == ["a table", "b table", "v view"])
            if engine.dialect.hasSchemas {
                #expect(relations.map { "\($0.name)" } == ["core.a", "raw.b", "staging.v"])
            }
        },
        Behaviour("aViewShowsWhatItsTableHolds") { engine, _ in
            try await engine.withConnection { connection in
                try connection.createTable("raw.t", columns: [Column("n", .integer), Column("s", .text)])
                try connection.createView("staging.v", as: "select n * 2 as twice, s from \(TableName("raw.t"))")
                _ = try connection.run("insert into \(TableName("raw.t")) values (21, 'x')")
                #expect(try connection.read("select twice, s from \(TableName("staging.v"))").rows == [[42, "x"]])
                #expect(try connection.columns(of: "staging.v")?.map(\.name) == ["twice", "s"])
                #expect(try connection.kind(of: "staging.v") == .view)
                try connection.drop("staging.v", .view)
                #expect(try connection.kind(of: "staging.v") == nil)
                try connection.drop("staging.v", .view)
            }
        },
        Behaviour("aColumnIsAddedAtTheEndWithNulls") { engine, _ in
            try await engine.withConnection { connection in
                try connection.createTable("raw.t", as: "select 1 as a")
                try connection.addColumn(Column("late", .text), to: "raw.t")
                #expect(try connection.columns(of: "raw.t")?.map(\.name) == ["a", "late"])
                #expect(try connection.read("select late from \(TableName("raw.t"))").rows == [[.null]])
            }
        },
        Behaviour("aTableTakesThePlaceOfAnotherInOneTransaction") { engine, _ in
            try await engine.withConnection { connection in
                try connection.createTable("marts.m", as: "select 1 as version")
                try connection.transaction {
                    try connection.createTable("marts.m__new", as: "select 2 as version")
                    try connection.drop("marts.m")
                    try connection.rename("marts.m__new", to: "marts.m")
                }
                #expect(try connection.read("select version from \(TableName("marts.m"))").rows == [[2]])
                #expect(try connection.exists("marts.m__new") == false)
            }
        },
        Behaviour("rowsAreReplacedAndAppended") { engine, _ in
            try await engine.withConnection { connection in
                let table: TableName = "raw.t"
                try connection.createTable(table, columns: [Column("n", .integer)])
                try connection.insert(Table(columns: [Column("n", .integer)], rows: [[1], [2]]), into: table)
                try connection.transaction {
                    _ = try connection.run("delete from \(table)")
                    _ = try connection.run("insert into \(table) values (3)")
                }
                _ = try connection.run("insert into \(table) values (4)")
                #expect(try connection.read("select n from \(table) order by n").rows == [[3], [4]])
            }
        },
        Behaviour("manyRowsAreInsertedInPortions") { engine, _ in
            let columns = [Column("n", .integer), Column("s", .text), Column("x", .double)]
            let rows = Table(columns: columns, rows: (0..<1000).map { [.integer($0), .text("row \($0)"), nil] })
            try await engine.withConnection { connection in
                try connection.createTable("raw.t", columns: columns)
                #expect(try connection.insert(rows, into: "raw.t") == 1000)
                #expect(try connection.read("select n, s, x from \(TableName("raw.t")) order by n").rows == rows.rows)
            }
        },
    ]
}
