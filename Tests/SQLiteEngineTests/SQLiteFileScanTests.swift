import Diagnostics
import DurableFiles
import SQLiteEngine
import Testing
import Warehouse

@Suite struct SQLiteFileScanTests {
    private let folder: TemporaryDirectory
    private let engine: SQLite

    init() async throws {
        folder = try TemporaryDirectory()
        engine = try await SQLite.open()
    }

    private func read(_ scan: FileScan) async throws -> Table {
        try await engine.withConnection { try $0.read("select * from \(try $0.relation(of: scan))") }
    }

    private func failure(_ scan: FileScan) async throws -> WeirError {
        try await #require(throws: WeirError.self) { _ = try await read(scan) }
    }

    @Test func undeclaredColumnsAreTextsNamedByTheHeader() async throws {
        let file = try folder.write("a,b c,\n1,x,\n", to: "a.csv")
        let table = try await read(FileScan([file.path], format: .csv(.init())))
        #expect(table.columns == [Column("a", .text), Column("b c", .text), Column("column2", .text)])
        #expect(table.rows == [["1", "x", nil]])
    }

    @Test(arguments: [
        (ColumnType.integer, "1.5"), (.integer, "9223372036854775808"), (.double, "0x10"), (.double, "1,5"),
        (.boolean, "maybe"),
        (.day, "2024-02-30"), (.day, "2024-5-1"), (.timestamp, "2024-05-01 25:00"), (.timestamp, "5/1/2024 08:00"),
    ])
    func aFieldOfAnotherTypeIsNamedByLineAndColumn(type: ColumnType, text: String) async throws {
        let file = try folder.write("a\n\n\"\(text)\"\n", to: "a.csv")
        let error = try await failure(FileScan([file.path], format: .csv(.init()), columns: [Column("a", type)]))
        #expect(error.code == .engineConversion)
        #expect(error.location?.line == 3)
        #expect(error.message == "a value of column 'a' in '\(file.path)' is no \(type)")
    }

    @Test func momentsOfEveryISOFormAreKeptInOne() async throws {
        let file = try folder.write(
            "2024-05-01T08:00\n2024-05-01 08:00:00.5\n2024-05-01 08:00:00.000\n2024-05-01\n2024-05-01 08:00:00\n",
            to: "a.csv")
        let scan = FileScan(
            [file.path], format: .csv(.init(hasHeader: false)), columns: [Column("at", .timestamp)])
        let texts = try await engine.withConnection { connection in
            try connection.read("select cast(at as text) || '' as at from \(try connection.relation(of: scan))")
        }
        #expect(
            texts.rows.map(\.[0].description) == [
                "2024-05-01 08:00:00", "2024-05-01 08:00:00.500000", "2024-05-01 08:00:00", "2024-05-01 00:00:00",
                "2024-05-01 08:00:00",
            ])
    }

    @Test func aRecordWithAnotherNumberOfFieldsIsAnError() async throws {
        let file = try folder.write("a,b\n1,2\n", to: "a.csv")
        let error = try await failure(FileScan([file.path], format: .csv(.init()), columns: [Column("a", .integer)]))
        #expect(error.message == "a record of '\(file.path)' has 2 fields where 1 are expected")
        #expect(error.location?.line == 2)
    }

    @Test func parquetNamesTheTargetThatReadsIt() async throws {
        let file = try folder.write("PAR1", to: "a.parquet")
        let error = try await failure(FileScan([file.path], format: .parquet))
        #expect(error.code == "engine.no_parquet" && error.exitCode == 2)
        #expect(error.hint?.contains("`--target dev`") == true)
    }

    @Test func recordsOfJSONAreReadAsTheirDeclaredTypes() async throws {
        let file = try folder.write(
            #"[{"i":1,"d":2,"b":true,"s":5,"o":{"x":[1]},"at":"2024-05-01T08:00","t":false},{"i":null}]"#, to: "a.json")
        let columns = [
            Column("i", .integer), Column("d", .double), Column("b", .boolean), Column("s", .text), Column("o", .json),
            Column("at", .timestamp), Column("t", .text),
        ]
        let scan = FileScan([file.path, file.path], format: .json(path: []), columns: columns, rowNumberColumn: "n")
        let table = try await read(scan)
        let at = try #require(Timestamp("2024-05-01 08:00:00"))
        #expect(table.rows[0] == [1, 2.0, true, "5", #"{"x":[1]}"#, .timestamp(at), "false", 1])
        #expect(table.rows[1] == [Value](repeating: .null, count: 7) + [2])
        #expect(table.rows.map { $0[7] } == [1, 2, 3, 4])
    }

    @Test(arguments: [
        ("<html>", "malformed JSON"), (#"{"a":1}"#, "there is no array at 'rows'"),
        ("[{\"a\":\"x\"}]", "there is no array at 'rows'"),
        (#"{"rows":[{"a":"secret"}]}"#, "weir: a value is no integer"),
        (#"{"rows":[{"a":true}]}"#, "weir: a value is no integer"),
    ])
    func jsonThatDoesNotFitSaysWhereItLies(content: String, reason: String) async throws {
        let file = try folder.write(content, to: "a.json")
        let scan = FileScan([file.path], format: .json(path: ["rows"]), columns: [Column("a", .integer)])
        let error = try await failure(scan)
        #expect(error.code == .engineConversion)
        #expect(error.message == "'\(file.path)' is not the JSON that was expected: \(reason)")
    }

    @Test func whatWasScannedIsGoneWithTheConnection() async throws {
        let file = try folder.write("a\n1\n", to: "a.csv")
        let scan = FileScan([file.path], format: .csv(.init()))
        for _ in 0..<3 { #expect(try await read(scan).rowCount == 1) }
        #expect(try await engine.read("select count(*) from sqlite_temp_schema").scalar == 0)
    }
}
