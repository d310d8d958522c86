import Testing
import Warehouse

extension EngineContract {
    static let values: [Behaviour] = [
        Behaviour("everyTypeComesBackAsItWentIn") { engine, _ in
            try await roundTrip(
                [
                    (.boolean, [true, false, nil]), (.integer, [0, .integer(.min), .integer(.max), nil]),
                    (
                        .double,
                        [0.1, -1e308, .double(.leastNonzeroMagnitude), .double(.infinity), .double(-.infinity), nil]
                    ),
                    (.text, ["", " a ", nil]), (.json, [#"{"a":[1,null,"é"]}"#, nil]),
                    (.bytes, [.bytes([]), .bytes([0, 255, 10]), nil]),
                    (
                        .day,
                        ["0001-01-01", "1582-10-10", "1969-12-31", "2024-02-29", "9999-12-31"].map(day) + [nil]
                    ),
                    (
                        .timestamp,
                        [
                            "0001-01-01 00:00", "1969-12-31 23:59:59.999999", "2024-11-03 01:30:00",
                            "9999-12-31 23:59:59",
                        ]
                        .map(moment) + [nil]
                    ),
                ], on: engine)
        },
        Behaviour("textOfEveryScriptComesBack") { engine, _ in
            let texts = [
                "Ünïcödé ελληνικά 日本語 עברית", "🚲👩‍👩‍👧", "e\u{301} is not \u{e9}", "'; drop table t; --", "a\"b`c\\d%_",
                "line\nline\r\n\ttab",
                String(repeating: "long ", count: 20_000), "123456789012", "1234567890123",
            ]
            try await roundTrip([(.text, texts.map(Value.text))], on: engine)
        },
        Behaviour("decimalsComeBackAsTheirNumber") { engine, _ in
            let type = ColumnType.decimal(precision: 14, scale: 2)
            try await engine.withConnection { connection in
                try connection.createTable("t", columns: [Column("v", type)])
                _ = try connection.run(
                    "insert into t values (\(Value.decimal(unscaled: 123_456_789_012, scale: 2))), (\(Value.decimal(unscaled: -5, scale: 2)))"
                )
            }
            let table = try await engine.read("select v from t order by v")
            try #require(table.rowCount == 2)
            #expect(table[0, 0].double == -0.05)
            #expect(table[1, 0].double == 1_234_567_890.12)
        },
        Behaviour("aNumberThatIsNoneStaysOneOrIsNull") { engine, _ in
            try await engine.withConnection { connection in
                try connection.createTable("t", columns: [Column("v", .double)])
                _ = try connection.run("insert into t values (\(Double.nan))")
            }
            #expect(try await engine.read("select count(*) from t").scalar.integer == 1)
            let value = try await engine.read("select v from t").scalar
            #expect(value.isNull || value.double?.isNaN == true)
        },
        Behaviour("aBoundDayIsComparedWithAColumnOfDays") { engine, _ in
            try await engine.withConnection { connection in
                try connection.createTable("t", columns: [Column("d", .day), Column("seen", .timestamp)])
                for text in ["2024-01-31", "2024-02-01", "2024-12-01"] {
                    _ = try connection.run("insert into t values (\(day(text)), \(moment(text + " 12:00")))")
                }
            }
            #expect(try await engine.read("select count(*) from t where d >= \(day("2024-02-01"))").scalar.integer == 2)
            #expect(
                try await engine.read("select count(*) from t where seen < \(moment("2024-02-01 12:00:00"))").scalar
                    .integer
                    == 1)
        },
        Behaviour("aColumnOfNullsAloneIsRead") { engine, _ in
            let table = try await engine.read("select null as missing")
            #expect(table.rows == [[.null]])
        },
    ]

    static func day(_ text: String) -> Value { CalendarDay(text).map(Value.day) ?? .null }
    static func moment(_ text: String) -> Value { Timestamp(text).map(Value.timestamp) ?? .null }

    /// Writes each column's values into a table and reads them back in order, with their types.
    private static func roundTrip(_ columns: [(type: ColumnType, values: [Value])], on engine: any Engine) async throws
    {
        for (type, values) in columns {
            let rows = Table(
                columns: [Column("place", .integer), Column("v", type)],
                rows: values.enumerated().map { [.integer(Int64($0)), $1] })
            let read = try await engine.withConnection { connection in
                try connection.createTable("t", columns: rows.columns)
                defer { _ = try? connection.drop("t") }
                #expect(try connection.insert(rows, into: "t") == values.count)
                return try connection.read("select place, v from t order by place")
            }
            #expect(read.rows.map { $0[1] } == values, "values of type \(type)")
            #expect(read.columns[1].type == type)
        }
    }
}
