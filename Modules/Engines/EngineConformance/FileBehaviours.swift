import Diagnostics
import DurableFiles
import Testing
import Warehouse

extension EngineContract {
    static let files: [Behaviour] = [
        Behaviour("delimitedTextIsReadAsItsDeclaredTypes") { engine, folder in
            let columns = [
                Column("id", .text), Column("n", .integer), Column("x", .double), Column("at", .timestamp),
                Column("d", .day), Column("ok", .boolean),
            ]
            let file = try folder.write(
                """
                id,n,x,at,d,ok
                007,1,0.5,2024-05-01 08:00:00.123,2024-05-01,true
                "say ""hi"", you",-9223372036854775808,1e3,2024-05-01 08:00:00,,false
                ,,,,,

                """, to: "a.csv")
            let table = try await read(FileScan([file.path], format: .csv(.init()), columns: columns), on: engine)
            #expect(
                table.rows == [
                    ["007", 1, 0.5, moment("2024-05-01 08:00:00.123"), day("2024-05-01"), true],
                    ["say \"hi\", you", .integer(.min), 1000.0, moment("2024-05-01 08:00:00"), nil, false],
                    [nil, nil, nil, nil, nil, nil],
                ])
        },
        Behaviour("linesMayEndTheWayOfAnySystemAndFieldsHoldNewlines") { engine, folder in
            let file = try folder.write("a;b\r\n1;'two\nlines'\r\n2;'it''s'\r\n", to: "a b's.csv")
            let scan = FileScan(
                [file.path], format: .csv(.init(delimiter: ";", quote: "'")),
                columns: [Column("a", .integer), Column("b", .text)])
            #expect(try await read(scan, on: engine).rows == [[1, "two\nlines"], [2, "it's"]])
        },
        Behaviour("aQuotedEmptyFieldIsAnEmptyText") { engine, folder in
            let file = try folder.write("a,b\n,\"\"\nNA,\"NA\"\n", to: "a.csv")
            let scan = FileScan(
                [file.path], format: .csv(.init(nullTexts: ["", "NA"])),
                columns: [Column("a", .text), Column("b", .text)])
            #expect(try await read(scan, on: engine).rows == [[nil, ""], [nil, "NA"]])
        },
        Behaviour("aQuotedTextMayMeanNullWhereThatIsSaid") { engine, folder in
            let file = try folder.write("a,b,c\n\"\",\"\",\"x\"\n\"\\N\",\"\\N\",\"\\N\"\n\"2\",\"y\",\n", to: "a.csv")
            let scan = FileScan(
                [file.path], format: .csv(.init(nullTexts: ["", "\\N"], quotedNulls: true)),
                columns: [Column("a", .integer), Column("b", .text), Column("c", .text)])
            #expect(try await read(scan, on: engine).rows == [[nil, nil, "x"], [nil, nil, nil], [2, "y", nil]])
        },
        Behaviour("severalFilesAreOneRelationWithPathAndNumber") { engine, folder in
            let first = try folder.write("a\n1\n2\n", to: "z [1]*?.csv")
            let second = try folder.write("a\n3\n", to: "a.csv")
            let scan = FileScan(
                [first.path, second.path], format: .csv(.init()), columns: [Column("a", .integer)], pathColumn: "file",
                rowNumberColumn: "number")
            let rows = try await engine.withConnection { connection in
                try connection.read("select a, file, number from \(try connection.relation(of: scan)) order by number")
                    .rows
            }
            #expect(rows == [[1, .text(first.path), 1], [2, .text(first.path), 2], [3, .text(second.path), 3]])
        },
        Behaviour("recordsOfJSONAreReadByName") { engine, folder in
            let columns = [Column("a", .integer), Column("b", .text), Column("missing", .double)]
            let records = #"[{"b":"é","a":1,"other":{}},{"a":2,"b":null}]"#
            let expected: [[Value]] = [[1, "é", nil], [2, nil, nil]]
            let root = try folder.write(records, to: "root.json")
            let deep = try folder.write(#"{"meta":{"rows":0},"data":{"the rows":\#(records)}}"#, to: "deep.json")
            let lines = try folder.write("{\"b\":\"é\",\"a\":1}\n{\"a\":2}\n", to: "lines.ndjson")
            for (file, format) in [
                (root, FileScan.Format.json(path: [])), (deep, .json(path: ["data", "the rows"])), (lines, .jsonLines),
            ] {
                let table = try await read(FileScan([file.path], format: format, columns: columns), on: engine)
                #expect(table.rows == expected, "\(format)")
            }
        },
        Behaviour("numbersOfJSONMayStandBetweenQuotes") { engine, folder in
            let columns = [Column("n", .integer), Column("x", .double), Column("t", .text)]
            let file = try folder.write(
                #"[{"n":"41","x":"-1.5","t":"7"},{"n":2,"x":3,"t":"a"},{"n":null,"x":null,"t":null}]"#, to: "q.json")
            let table = try await read(FileScan([file.path], format: .json(path: []), columns: columns), on: engine)
            #expect(table.rows == [[41, -1.5, "7"], [2, 3.0, "a"], [nil, nil, nil]])
            for text in ["a secret", "4a"] {
                let bad = try folder.write(#"[{"n":"\#(text)"}]"#, to: "bad.json")
                let scan = FileScan([bad.path], format: .json(path: []), columns: [Column("n", .integer)])
                let error = await #expect(throws: WeirError.self) { try await read(scan, on: engine) }
                #expect(error?.isRetryable == false)
            }
        },
        Behaviour("manyRowsAreLoadedInBulk") { engine, folder in
            let lines = (1...20_000).map { "\($0),name \($0)\n" }.joined()
            let file = try folder.write("n,s\n" + lines, to: "many.csv")
            let scan = FileScan(
                [file.path], format: .csv(.init()), columns: [Column("n", .integer), Column("s", .text)],
                rowNumberColumn: "place")
            try await engine.transaction { connection in
                try connection.createTable("raw.many", as: "select * from \(try connection.relation(of: scan))")
            }
            let check = try await engine.read(
                "select count(*), sum(n), count(distinct s), sum(case when n = place then 1 else 0 end) from \(TableName("raw.many"))"
            )
            #expect(check.rows[0].map(\.integer) == [20_000, 200_010_000, 20_000, 20_000])
        },
        Behaviour("rowsAreStoredInTheOrderOfFilesAndLines") { engine, folder in
            let perFile = 130_000
            let paths = try (0..<3).map { file in
                let lines = (1...perFile).map { "\(file * perFile + $0)\n" }.joined()
                return try folder.write("n\n" + lines, to: "part \(2 - file).csv").path
            }
            let scan = FileScan(paths, format: .csv(.init()), columns: [Column("n", .integer)])
            try await engine.transaction { connection in
                try connection.createTable("raw.many", as: "select * from \(try connection.relation(of: scan))")
            }
            let check = try await engine.read(
                """
                select count(*), sum(case when n = place then 0 else 1 end)
                from (select n, row_number() over (order by rowid) as place from \(TableName("raw.many"))) x
                """)
            #expect(check.rows[0].map(\.integer) == [390_000, 0])
        },
        Behaviour("aFieldThatDoesNotFitIsAnErrorWithoutItsValue") { engine, folder in
            let file = try folder.write("n\n1\nsecret-17\n", to: "bad.csv")
            let scan = FileScan([file.path], format: .csv(.init()), columns: [Column("n", .integer)])
            let error = await #expect(throws: WeirError.self) { try await read(scan, on: engine) }
            #expect(error.map { $0.text().contains("secret-17") } == false)
            #expect(error?.isRetryable == false)
        },
        Behaviour("aFileThatIsNotThereIsNamed") { engine, folder in
            let path = folder.file("nothing.csv").path
            let scan = FileScan([path], format: .csv(.init()), columns: [Column("n", .integer)])
            let error = await #expect(throws: WeirError.self) { try await read(scan, on: engine) }
            #expect(error?.message.contains(path) == true)
        },
    ]

    private static func read(_ scan: FileScan, on engine: any Engine) async throws -> Table {
        try await engine.withConnection { connection in
            try connection.read("select * from \(try connection.relation(of: scan))")
        }
    }
}
