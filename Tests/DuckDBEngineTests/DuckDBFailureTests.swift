import Diagnostics
import Testing
import Warehouse

@testable import DuckDBEngine

@Suite struct DuckDBFailureTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let text: String
        let code: WeirError.Code
        let message: String
        var hint: String?
        var offset: Int?
        var isRetryable = false
        var testDescription: String { message }
    }

    @Test(arguments: [
        Case(
            text:
                #"Binder Error: {"exception_type":"Binder","exception_message":"Referenced column \"trip_cout\" not found in FROM clause!\nCandidate bindings: \"trip_count\"","name":"trip_cout","position":"7","candidates":"trip_count","error_subtype":"COLUMN_NOT_FOUND"}"#,
            code: .engineUnknownColumn, message: "there is no column 'trip_cout' here",
            hint: "did you mean 'trip_count'?", offset: 7),
        Case(
            text:
                #"Catalog Error: {"exception_type":"Catalog","exception_message":"Table with name tripz does not exist!\nDid you mean \"trips\"?","type":"Table","name":"tripz","candidates":"trips","position":"14","error_subtype":"MISSING_ENTRY"}"#,
            code: .engineUnknownTable, message: "there is no table 'tripz'", hint: "check the name and its schema",
            offset: 14),
        Case(
            text:
                #"Catalog Error: {"exception_type":"Catalog","exception_message":"Table with name \"nosch.t\" does not exist because schema \"nosch\" does not exist."}"#,
            code: .engineUnknownTable, message: "there is no table 'nosch.t'", hint: "check the name and its schema"),
        Case(
            text:
                #"Catalog Error: {"exception_type":"Catalog","exception_message":"Scalar Function with name summ does not exist!","type":"Scalar Function","name":"summ","candidates":"sum","position":"7","error_subtype":"MISSING_ENTRY"}"#,
            code: "engine.unknown_name", message: "there is no scalar function 'summ'", hint: "did you mean 'sum'?",
            offset: 7),
        Case(
            text:
                #"Parser Error: {"exception_type":"Parser","exception_message":"syntax error at or near \"selec\"","position":"0","error_subtype":"SYNTAX_ERROR"}"#,
            code: .engineSyntax, message: #"syntax error at or near "selec""#, offset: 0),
        Case(
            text:
                #"Conversion Error: {"exception_type":"Conversion","exception_message":"Could not convert string 'Ada 12' to INT32","position":"12"}"#,
            code: .engineConversion, message: "could not convert string '…' to INT32", offset: 12),
        Case(
            text:
                #"Conversion Error: {"exception_type":"Conversion","exception_message":"Type INT64 with value 4711 can't be cast because the value is out of range for the destination type INT8"}"#,
            code: .engineConversion,
            message:
                "type INT64 with value … can't be cast because the value is out of range for the destination type INT8"),
        Case(
            text:
                #"Constraint Error: {"exception_type":"Constraint","exception_message":"PRIMARY KEY or UNIQUE constraint violation: duplicate key \"Ada\""}"#,
            code: .engineConstraint, message: "PRIMARY KEY or UNIQUE constraint violation: duplicate key '…'"),
        Case(
            text:
                #"TransactionContext Error: {"exception_type":"TransactionContext","exception_message":"Conflict on update!"}"#,
            code: .engineConflict, message: "the transaction lost against another one: conflict on update",
            hint: "run the same command again", isRetryable: true),
        Case(
            text:
                #"TransactionContext Error: {"exception_type":"TransactionContext","exception_message":"cannot rollback - no transaction is active"}"#,
            code: .engineFailure, message: "cannot rollback - no transaction is active"),
        Case(
            text:
                #"IO Error: {"exception_type":"IO","exception_message":"Could not write file \"/d/w.duckdb\": File too large","errno":"27"}"#,
            code: .engineDiskFull,
            message: #"the database cannot grow: could not write file "/d/w.duckdb": File too large"#,
            hint: "free space on its disk (or raise the limit of size), then run the same command again"),
        Case(
            text:
                #"IO Error: {"exception_type":"IO","exception_message":"Could not read enough bytes from file \"/d/w.duckdb\": attempted to read 4096 bytes from location 8192"}"#,
            code: .engineCorrupt,
            message:
                #"a file is damaged or no database: Could not read enough bytes from file "/d/w.duckdb": attempted to read 4096 bytes from location 8192"#,
            hint: "move the file away and run the pipeline again, or put a copy back"),
        Case(
            text:
                "Out of Memory Error: failed to pin block of size 256.0 KiB (9.4 MiB/9.5 MiB used)\n\nPossible solutions:\n* …",
            code: "engine.out_of_memory",
            message: "DuckDB has no memory left: failed to pin block of size 256.0 KiB (9.4 MiB/9.5 MiB used)",
            hint: "raise the target's memory limit in weir.yml, or give it fewer threads"),
        Case(
            text:
                #"IO Error: {"exception_type":"IO","exception_message":"No files found that match the pattern \"/nope.csv\""}"#,
            code: "engine.no_files", message: #"no files found that match the pattern "/nope.csv""#,
            hint: "check the path"),
        Case(text: "INTERRUPT Error: Interrupted!", code: "interrupted", message: "interrupted"),
        Case(text: "something without a shape", code: .engineFailure, message: "something without a shape"),
    ])
    func everyFailureBecomesAnErrorThatSaysWhatToDo(expected: Case) {
        let error = DuckDBFailure(expected.text).error()
        #expect(error.code == expected.code)
        #expect(error.message == expected.message)
        #expect(error.hint == expected.hint)
        #expect(error.statementOffset == expected.offset)
        #expect(error.isRetryable == expected.isRetryable)
    }

    @Test(arguments: [
        (
            #"IO Error: Could not set lock on file "/d/w.duckdb": Conflicting lock is held in /usr/bin/duckdb (PID 7)"#,
            WeirError.Code.engineBusy
        ),
        ("IO Error: The file \"/d/w.duckdb\" exists, but it is not a valid DuckDB database file!", .engineCorrupt),
        (
            "IO Error: Cannot open database \"/d/w.duckdb\" in read-only mode: database does not exist",
            "engine.no_database"
        ),
        ("IO Error: Cannot open file \"/d/w.duckdb\": Permission denied", .engineFailure),
    ])
    func aFailureOfOpeningNamesTheDatabase(text: String, code: WeirError.Code) {
        let error = DuckDBFailure(text).error(opening: "/d/w.duckdb")
        #expect(error.code == code)
        #expect(
            error.message.contains("the database '/d/w.duckdb'") || error.message.contains("no database '/d/w.duckdb'"))
        #expect(error.hint != nil)
    }

    @Test func aMissingTableOffersTheOneThatWasMeant() async throws {
        let engine = try await DuckDB.open()
        try await engine.run("create schema marts; create table marts.mart_demand_daily as select 1 as a")
        for (name, offered) in [
            ("mart_demand_daily", "marts.mart_demand_daily"), ("marts.mart_demand_dialy", "marts.mart_demand_daily"),
            ("mart_demand_dayly", "marts.mart_demand_daily"), ("mart.mart_demand_daily", "marts.mart_demand_daily"),
        ] {
            let error = await #expect(throws: WeirError.self) { try await engine.read("select * from \(raw: name)") }
            #expect(error?.code == .engineUnknownTable)
            #expect(error?.message.hasPrefix("there is no table '") == true)
            #expect(error?.hint == "did you mean '\(offered)'?")
        }
        let error = await #expect(throws: WeirError.self) { try await engine.read("select * from something_else") }
        #expect(error?.hint == "check the name and its schema")
    }
}
