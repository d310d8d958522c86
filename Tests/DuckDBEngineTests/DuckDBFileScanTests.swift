import Diagnostics
import DuckDBEngine
import DurableFiles
import Testing
import Warehouse

@Suite struct DuckDBFileScanTests {
    private let columns = [Column("a", .integer), Column("b", .text), Column("c", .timestamp)]

    private func read(_ scan: FileScan) async throws -> Table {
        try await DuckDB.open().withConnection { try $0.read("select * from \($0.relation(of: scan)) order by all") }
    }

    @Test func delimitedTextIsReadAsDeclared() async throws {
        let folder = try TemporaryDirectory()
        let first = try folder.write("a,b,c\r\n1,\"x, \"\"y\"\"\",2024-05-01 08:00:00.123\r\n2,,\r\n", to: "one.csv")
        let second = try folder.write("a,b,c\n3,\"\",2024-05-01\n", to: "odd [1]*?'s.csv")
        let table = try await read(
            FileScan(
                [first.path, second.path], format: .csv(.init()), columns: columns, pathColumn: "f",
                rowNumberColumn: "n"))
        #expect(
            table.rows == [
                [1, "x, \"y\"", .timestamp(Timestamp("2024-05-01 08:00:00.123")!), .text(first.path), 1],
                [2, nil, nil, .text(first.path), 2],
                [3, "", .timestamp(Timestamp("2024-05-01 00:00:00")!), .text(second.path), 3],
            ])
    }

    @Test func withoutNullTextsAnEmptyFieldIsAnEmptyText() async throws {
        let folder = try TemporaryDirectory()
        let file = try folder.write("a;b\n1;\n", to: "a.csv")
        let format = FileScan.Format.csv(.init(delimiter: ";", nullTexts: []))
        let table = try await read(FileScan([file.path], format: format, columns: [columns[0], columns[1]]))
        #expect(table.rows == [[1, ""]])
    }

    /// The last row of a key by file and line wins, so rows must stay in the order of the files however many threads read.
    @Test func rowsThatAreInsertedFromFilesKeepTheirOrder() async throws {
        let folder = try TemporaryDirectory()
        let files = try (0..<3).map { file in
            let lines = (0..<200_000).map { "\(file * 200_000 + $0),x," }
            return try folder.write("a,b,c\n" + lines.joined(separator: "\n"), to: "\(file).csv").path
        }
        let scan = FileScan(files, format: .csv(.init()), columns: columns)
        let engine = try await DuckDB.open(settings: DuckDBSettings(threads: 4))
        let outOfOrder = try await engine.withConnection { connection in
            _ = try connection.run("create table t (a bigint)")
            _ = try connection.run("insert into t select a from \(connection.relation(of: scan))")
            return try connection.read("select count(*) from t where a <> rowid").scalar
        }
        #expect(outOfOrder == 0)
    }

    @Test func jsonIsReadFromTheRootFromAPathAndByLine() async throws {
        let folder = try TemporaryDirectory()
        let records = #"[{"b":"x","a":1,"extra":[1]},{"a":null}]"#
        let expected: [[Value]] = [[1, "x"], [nil, nil]]
        let wanted = [columns[0], columns[1]]
        let root = try folder.write(records, to: "root.json")
        #expect(try await read(FileScan([root.path], format: .json(path: []), columns: wanted)).rows == expected)
        let nested = try folder.write(#"{"meta":1,"the data":{"rows":\#(records)}}"#, to: "nested.json")
        let path = FileScan.Format.json(path: ["the data", "rows"])
        let scan = FileScan([nested.path], format: path, columns: wanted, pathColumn: "f", rowNumberColumn: "n")
        #expect(
            try await read(scan).rows == [[1, "x", .text(nested.path), 1], [nil, nil, .text(nested.path), 2]])
        let lines = try folder.write("{\"a\":1,\"b\":\"x\"}\n{}\n", to: "lines.json")
        #expect(try await read(FileScan([lines.path], format: .jsonLines, columns: wanted)).rows == expected)
    }

    @Test func parquetIsCastToWhatIsDeclared() async throws {
        let folder = try TemporaryDirectory()
        let file = folder.file("a.parquet")
        try await DuckDB.open().run("copy (select 1::integer as a, 'x' as b, 2 as z) to \(raw: "'\(file.path)'")")
        let scan = FileScan([file.path], format: .parquet, columns: [Column("b", .text), Column("a", .double)])
        #expect(try await read(scan).rows == [["x", 1.0]])
    }

    @Test(arguments: [
        ("a,b,c\n1,x,\nsecret,y,\n", "line 3", "column 'a' holds a value that is no bigint"),
        ("a,b,c\n1,x,,more\n", "line 2", "it has 4 fields where 3 are expected"),
        ("a,b,c\n1,\"secret,\n", "line 2", "a quote is not closed"),
    ])
    func badLinesAreNamedWithoutTheirValues(text: String, line: String, problem: String) async throws {
        let folder = try TemporaryDirectory()
        let file = try folder.write(text, to: "bad.csv")
        let error = await #expect(throws: WeirError.self) {
            try await read(FileScan([file.path], format: .csv(.init()), columns: columns))
        }
        #expect(error?.code == "engine.bad_line")
        #expect(error?.message == "\(line) of '\(file.path)': \(problem)")
        #expect(error.map { "\($0)".contains("secret") } == false)
    }
}
