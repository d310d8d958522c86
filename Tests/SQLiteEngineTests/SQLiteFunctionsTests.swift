import Diagnostics
import SQLiteEngine
import Testing
import Warehouse

@Suite struct SQLiteFunctionsTests {
    private let engine: SQLite

    init() async throws { engine = try await SQLite.open() }

    @Test(
        arguments: [
            ("cast('T' as boolean)", Value.boolean(true)), ("cast(0 as boolean)", .boolean(false)),
            ("cast(2.5 as boolean)", .boolean(true)), ("cast(null as boolean)", .null), ("year('2024-05-01')", 2024),
            ("month('2024-05-01 23:59:59')", 5), ("day('2024-05-31')", 31), ("hour('2024-05-01 23:59:59')", 23),
            // 2024-05-01 is a Wednesday.
            ("isodow('2024-05-01')", 3), ("dayname('2024-05-05')", "Sunday"), ("monthname('2024-05-05')", "May"),
            ("date_diff('day', '2024-02-28', '2024-03-01')", 2), ("date_diff('month', '2023-12-31', '2024-01-01')", 1),
            ("date_diff('year', '2024-05-01', '2023-05-02')", -1),
            ("date_diff('second', '2024-05-01 00:00:00.9', '2024-05-01 00:00:01.1')", 1),
            ("date_diff('hour', '1969-12-31 23:30:00', '1970-01-01 00:30:00')", 1),
            ("'a12' regexp '[0-9]+'", 1), ("regexp_matches('a12', '^[0-9]+$')", 0),
            ("regexp_full_match('12', '[0-9]')", 0),
            ("regexp_full_match('1', '0|1')", 1), ("starts_with('legacy-1', 'legacy-')", 1),
            ("contains('abc', 'bc')", 1),
            ("concat('a', null, 1)", "a1"), ("greatest(1, null, 3.5)", 3.5), ("least('b', 'a')", "a"),
            ("greatest(null, null)", .null), ("isodow(null)", .null),
        ] as [(String, Value)])
    func functionsOfDuckDBAreThere(expression: String, expected: Value) async throws {
        #expect(try await engine.read("select \(raw: expression) as x").scalar == expected)
    }

    @Test(arguments: [
        ("week", "2024-05-01", "2024-04-29"), ("month", "2024-05-31", "2024-05-01"),
        ("quarter", "2024-06-30", "2024-04-01"),
        ("year", "2024-02-29", "2024-01-01"), ("day", "2024-05-01 08:30:00", "2024-05-01 00:00:00"),
        ("month", "2024-05-31 08:30:00", "2024-05-01 00:00:00"),
    ])
    func momentsAreCutToTheirUnit(unit: String, moment: String, expected: String) async throws {
        let table = try await engine.read("select date_trunc(\(unit), \(moment)) as x")
        #expect(table.scalar.description == expected)
    }

    @Test func aggregatesAreThere() async throws {
        // Of (1,3) (2,5) (3,7) (4,5) the products of distances sum to 4, the squares to 5 and 8.
        let table = try await engine.read(
            """
            select median(x), quantile_cont(x, 0.25), var_samp(x), stddev_samp(y), corr(y, x), median(z), corr(x, 1)
            from (select column1 as x, column2 as y, column3 as z
              from (values (1, 3, null), (2, 5, null), (3, 7, null), (4, 5, null)))
            """)
        let numbers = table.rows[0].map(\.double)
        let expected = [2.5, 1.75, 5.0 / 3, (8.0 / 3).squareRoot(), 4 / (5.0 * 8).squareRoot()]
        for (number, value) in zip(numbers, expected) { #expect(abs((number ?? .nan) - value) < 1e-12) }
        #expect(numbers.suffix(2) == [nil, nil])
    }

    @Test(arguments: ["cast('soon' as date)", "cast('maybe' as boolean)", "cast(5 as timestamp)", "year('x')"])
    func aValueThatDoesNotFitIsAConversionErrorWithoutIt(expression: String) async throws {
        let error = try await #require(throws: WeirError.self) { try await engine.read("select \(raw: expression)") }
        #expect(error.code == .engineConversion)
        #expect(!error.message.contains("soon") && !error.message.contains("maybe"))
    }

    @Test func castsStandInGroupsAndConditions() async throws {
        try await engine.run(
            "create table t (at timestamp); insert into t values ('2024-05-01 08:00:00'), ('2024-05-01 09:00:00')")
        let table = try await engine.read(
            "select cast(at as date) as d, count(*) from t where cast(at as date) = '2024-05-01' group by cast(at as date)"
        )
        #expect(table.rows.map { [$0[0].description, $0[1].description] } == [["2024-05-01", "2"]])
        #expect(table.columns[0].type == .day)
    }
}
