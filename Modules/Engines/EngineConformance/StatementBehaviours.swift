import Diagnostics
import Testing
import Warehouse

extension EngineContract {
    static let statements: [Behaviour] = [
        Behaviour("valuesAreBoundInTheirOrder") { engine, _ in
            let sql: SQL = "select \(1) as a, \("two") as b, \(3.5) as c, \(Value.null) as d, \(true) as e"
            let row = try await engine.read(sql).rows[0]
            #expect(row[0] == 1 && row[1] == "two" && row[2] == 3.5 && row[3].isNull && row[4].boolean == true)
        },
        Behaviour("manyValuesAreBoundAtOnce") { engine, _ in
            let list = (0..<900).map { SQL(.integer($0)) }.joined(separator: " + ")
            let total = try await engine.read("select \(list) as total").scalar
            #expect(total.integer == 404_550)
        },
        Behaviour("aBoundTextIsNeverSQL") { engine, _ in
            try await engine.run("create table t (a text)")
            let text = "x'); drop table t; select ('"
            try await engine.run("insert into t values (\(text))")
            #expect(try await engine.read("select a from t where a = \(text)").rows == [[.text(text)]])
        },
        Behaviour("aReadTakesOneQueryAlone") { engine, _ in
            try await engine.run("create table t (a integer)")
            let error = await #expect(throws: WeirError.self) {
                try await engine.read("insert into t values (1); select 2 as b")
            }
            #expect(error?.code == .engineSeveralQueries)
            #expect(try await engine.read("select count(*) from t").scalar == 0)
        },
        Behaviour("severalStatementsRunInOrder") { engine, _ in
            let changed = try await engine.run(
                """
                create table t (a integer); -- a comment; with a semicolon
                insert into t values (1), (2); insert into t select a + 2 from t where a = 2;
                """)
            #expect(changed == 1)
            #expect(try await engine.read("select count(*), sum(a) from t").rows[0].map(\.integer) == [3, 7])
        },
        Behaviour("changedRowsAreCounted") { engine, _ in
            try await engine.run("create table t (a integer)")
            #expect(try await engine.run("insert into t values (1), (2), (3)") == 3)
            #expect(try await engine.run("update t set a = a + 1 where a > \(1)") == 2)
            #expect(try await engine.run("delete from t where a = \(99)") == 0)
            #expect(try await engine.run("delete from t") == 3)
        },
        Behaviour("anEmptyResultKeepsItsColumns") { engine, _ in
            try await engine.run("create table t (a text, b text)")
            let table = try await engine.read("select b, a from t")
            #expect(table.columns.map(\.name.name) == ["b", "a"])
            #expect(table.rowCount == 0)
        },
        Behaviour("twoColumnsOfAResultMayCarryOneName") { engine, _ in
            let table = try await engine.read("select 1 as a, 2 as a")
            #expect(table.columns.map(\.name.name) == ["a", "a"])
            #expect(table.rows == [[1, 2]])
        },
        Behaviour("anExpressionWithoutANameHasOne") { engine, _ in
            let table = try await engine.read("select 1 + 1, \(raw: "'" + String(repeating: "x", count: 400) + "'")")
            #expect(table.columns.count == 2)
            #expect(table.columns.allSatisfy { (1...255).contains($0.name.name.utf8.count) })
        },
        Behaviour("manyRowsComeBackInOrder") { engine, _ in
            let table = try await engine.read(
                """
                with recursive n(i) as (select 1 union all select i + 1 from n where i < 10000)
                select i, 'text number ' || i as t, case when i % 7 = 0 then null else i end as v from n order by i
                """)
            try #require(table.rowCount == 10_000)
            #expect(
                (0..<10_000).allSatisfy { row in
                    let number = Int64(row + 1)
                    return table[row, 0] == .integer(number) && table[row, 1] == .text("text number \(number)")
                        && table[row, 2] == (number % 7 == 0 ? .null : .integer(number))
                })
        },
        Behaviour("aReadWithALimitGivesTheFirstRowsInTheirOrder") { engine, _ in
            try await engine.run("create table t (a integer)")
            let numbers = (1...5000).map { "(\(raw: "\($0)"))" as SQL }.joined()
            try await engine.run("insert into t values \(numbers)")
            let query: SQL = "select a, a as a from t where a <> \(4999) order by a desc"
            #expect(try await engine.read(query, atMost: 3).rows == [[5000, 5000], [4998, 4998], [4997, 4997]])
            #expect(try await engine.read(query, atMost: 4000).rows.last == [1000, 1000])
            #expect(try await engine.read(query, atMost: 6000).rowCount == 4999)
            let none = try await engine.read(query, atMost: 0)
            #expect(none.rowCount == 0 && none.columns.count == 2)
            #expect(try await engine.read("select count(*) from t").scalar == 5000)
        },
        Behaviour("aRecursiveQueryAndAWindowAreUnderstood") { engine, _ in
            let table = try await engine.read(
                """
                select name, row_number() over (partition by part order by name desc) as place
                from (select 'a' as name, 1 as part union all select 'b', 1 union all select 'c', 2) x order by name
                """)
            #expect(table.rows.map { $0[1].integer } == [2, 1, 1])
        },
    ]

    static let identifiers: [Behaviour] = hostileNames.map { name in
        Behaviour("theIdentifier '\(name)' isQuotedEverywhere") { engine, _ in
            let table = try TableName(schema: "raw", name: name)
            let renamed = try TableName(schema: "raw", name: name + " 2")
            let column = try ColumnName(name)
            try await engine.withConnection { connection in
                try connection.createTable(table, columns: [Column(column, .integer), Column("other", .text)])
                _ = try connection.run("insert into \(table) (\(column), other) values (\(1), \("x"))")
                #expect(try connection.read("select \(column) from \(table) where \(column) = \(1)").rows == [[1]])
                #expect(try connection.columns(of: table)?.map(\.name) == [column, "other"])
                #expect(try connection.kind(of: table) == .table)
                try connection.rename(table, to: renamed)
                #expect(try connection.columns(of: table) == nil)
                #expect(try connection.rowCount(of: renamed) == 1)
                try connection.createView(table, as: "select * from \(renamed)")
                #expect(try connection.columns(of: table)?.map(\.name) == [column, "other"])
                try connection.drop(table, .view)
                try connection.drop(renamed)
                #expect(try connection.relations().isEmpty)
            }
        }
    }

    private static let hostileNames = [
        "select", "Order By", "we\"ird", "it's", "a.b", "semi;colon", "-- comment", "Größe", "日本", "1st", "%_", "$name",
        "?",
        "[x]", "\\",
    ]
}
