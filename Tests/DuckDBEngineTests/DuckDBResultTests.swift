import Diagnostics
import DuckDBEngine
import Testing
import Warehouse

@Suite struct DuckDBResultTests {
    @Test func rowsBehindTheLimitAreNotMade() async throws {
        let engine = try await DuckDB.open()
        #expect(try await engine.read("from range(1000000000000)", atMost: 3).rows == [[0], [1], [2]])
        // The connection is free for the next statement, and within a transaction too.
        let counts = try await engine.transaction { connection in
            [
                try connection.read("from range(1000000000000)", atMost: 5000).rowCount,
                try connection.read("select 1").rowCount,
            ]
        }
        #expect(counts == [5000, 1])
    }

    @Test func aRowThatCannotBeMadeFailsTheReadWithALimitToo() async throws {
        let engine = try await DuckDB.open()
        let query: SQL = "select cast(case when range = 90000 then 'x' else '1' end as integer) as a from range(100000)"
        let error = await #expect(throws: WeirError.self) { try await engine.read(query, atMost: 95_000) }
        #expect(error?.code == "engine.conversion")
    }

    @Test(arguments: ["describe select 1 as a", "explain select 1", "show tables", "pragma version", "values (1), (2)"])
    func everyKindOfQueryTakesALimit(query: String) async throws {
        let engine = try await DuckDB.open()
        try await engine.run("create table t (a integer)")
        #expect(try await engine.read(SQL(raw: query), atMost: 1).rowCount == 1)
    }

    @Test(arguments: [
        ("true", ColumnType.boolean, Value.boolean(true)),
        ("(-7)::tinyint", .integer, -7), ("300::smallint", .integer, 300), ("70000::integer", .integer, 70000),
        ("9223372036854775807", .integer, .integer(.max)), ("255::utinyint", .integer, 255),
        ("65535::usmallint", .integer, 65535), ("4294967295::uinteger", .integer, 4_294_967_295),
        (
            "18446744073709551615::ubigint", .decimal(precision: 20, scale: 0),
            .decimal(unscaled: 18_446_744_073_709_551_615, scale: 0)
        ),
        ("sum(5)", .decimal(precision: 38, scale: 0), .decimal(unscaled: 5, scale: 0)),
        (
            "(-170141183460469231731687303715884105727)::hugeint", .decimal(precision: 38, scale: 0),
            .decimal(unscaled: -170_141_183_460_469_231_731_687_303_715_884_105_727, scale: 0)
        ),
        ("1.5::float", .double, 1.5), ("0.1::double", .double, 0.1),
        ("-1.05::decimal(4,2)", .decimal(precision: 4, scale: 2), .decimal(unscaled: -105, scale: 2)),
        ("1.05::decimal(9,2)", .decimal(precision: 9, scale: 2), .decimal(unscaled: 105, scale: 2)),
        ("1.05::decimal(18,2)", .decimal(precision: 18, scale: 2), .decimal(unscaled: 105, scale: 2)),
        ("-1.05::decimal(38,2)", .decimal(precision: 38, scale: 2), .decimal(unscaled: -105, scale: 2)),
        ("'twelve bytes'", .text, "twelve bytes"), ("'thirteen byte'", .text, "thirteen byte"),
        ("'é𝄞 — a longer text'", .text, "é𝄞 — a longer text"), ("''", .text, ""),
        ("'\\xAA\\x00'::blob", .bytes, .bytes([0xAA, 0])),
        ("date '1969-12-31'", .day, .day(CalendarDay(daysSinceEpoch: -1))),
        ("time '08:05:00.250'", .other("time"), "08:05:00.25"),
        ("timestamp '2024-02-29 12:00:00.000001'", .timestamp, .timestamp(Timestamp("2024-02-29 12:00:00.000001")!)),
        ("timestamp_s '2024-02-29 12:00:00'", .timestamp, .timestamp(Timestamp("2024-02-29 12:00:00")!)),
        ("timestamp_ms '2024-02-29 12:00:00.5'", .timestamp, .timestamp(Timestamp("2024-02-29 12:00:00.5")!)),
        (
            "timestamp_ns '1969-12-31 23:59:59.123456789'", .timestamp,
            .timestamp(Timestamp("1969-12-31 23:59:59.123456")!)
        ),
        (
            "timestamptz '2024-02-29 12:00:00+02'", .other("timestamp with time zone"),
            .timestamp(Timestamp("2024-02-29 10:00:00")!)
        ),
        ("interval '14 months 3 days 90 seconds'", .other("interval"), "1 year 2 months 3 days 00:01:30"),
        ("'00112233-4455-6677-8899-aabbccddeeff'::uuid", .other("uuid"), "00112233-4455-6677-8899-aabbccddeeff"),
        ("'b'::enum('a', 'b')", .text, "b"), ("'[1]'::json", .json, "[1]"), ("null", .integer, nil),
    ])
    func everyTypeIsRead(expression: String, type: ColumnType, value: Value) async throws {
        let engine = try await DuckDB.open()
        let table = try await engine.read("select \(raw: expression) as v")
        #expect(table.columns[0].type == type)
        #expect(table.scalar == value)
        let none = try await engine.read(
            "select case when n > 5 then x.v end from (select \(raw: expression) as v) x, range(6) r(n)")
        #expect(none.rows == Array(repeating: [.null], count: 6))
    }

    @Test(arguments: [
        ("[1, null, 3]", "[1,null,3]"), ("[]::integer[]", "[]"), ("[['a'], [], null]", #"[["a"],[],null]"#),
        ("{'a': 1, 'b': 'é', 'c': null}", #"{"a":1,"b":"é","c":null}"#),
        ("map {'k': 1, 'l': 2}", #"{"k":1,"l":2}"#), ("map {7: [1.5, 2]}", #"{"7":[1.5,2.0]}"#),
        ("[1, 2, 3]::integer[3]", "[1,2,3]"),
        ("[{'d': date '2024-05-01', 'l': ['x']}]", #"[{"d":"2024-05-01","l":["x"]}]"#),
    ])
    func whatIsNestedIsReadAsJSON(expression: String, json: String) async throws {
        let engine = try await DuckDB.open()
        let table = try await engine.read(
            "select case when n = 1 then null else v end from (select \(raw: expression) as v) x, range(3) r(n) order by n"
        )
        #expect(table.columns[0].type == .json)
        #expect(table.rows == [[.text(json)], [.null], [.text(json)]])
    }

    @Test func nullsStandWhereTheyAreOverManyChunks() async throws {
        let engine = try await DuckDB.open()
        let table = try await engine.read(
            "select case when n % 3 = 0 then null else n end as n, 'text number ' || n as t from range(5000) r(n) order by r.n"
        )
        #expect(table.rowCount == 5000)
        #expect((0..<5000).allSatisfy { table[$0, 0] == ($0 % 3 == 0 ? .null : .integer(Int64($0))) })
        #expect((0..<5000).allSatisfy { table[$0, 1] == .text("text number \($0)") })
    }

    @Test func aColumnNamedByALongOrOddTextKeepsAFittingName() async throws {
        let engine = try await DuckDB.open()
        let long = String(repeating: "ab", count: 200)
        let table = try await engine.read("select \(raw: "'\(long)', 'x\n\u{1}y', ''")")
        #expect(table.columns[0].name.name.utf8.count == 255)
        #expect(!table.columns[1].name.name.contains("\n"))
        #expect(table.columns.count == 3)
    }

    @Test(arguments: [
        ("1::uhugeint", "uhugeint"), ("'101'::bit", "bit"), ("[{'a': '101'::bit}]", "bit"),
    ])
    func aTypeThatIsNotReadAsksForACast(expression: String, type: String) async throws {
        let engine = try await DuckDB.open()
        await #expect { try await engine.read("select \(raw: expression) as v") } throws: { error in
            guard let error = error as? WeirError else { return false }
            return error.code == "engine.unreadable_type" && error.message.contains(type)
                && error.hint?.contains("cast(v as varchar)") == true
        }
    }
}
