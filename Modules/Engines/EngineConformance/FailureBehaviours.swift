import Diagnostics
import Testing
import Warehouse

extension EngineContract {
    static let failures: [Behaviour] = [
        Behaviour("failuresHaveCodes") { engine, _ in
            try await engine.run("create table t (a integer not null, s text)")
            #expect(await engine.code(of: "select * from nowhere") == .engineUnknownTable)
            #expect(await engine.code(of: "insert into nowhere values (1)") == .engineUnknownTable)
            #expect(await engine.code(of: "select b from t") == .engineUnknownColumn)
            #expect(await engine.code(of: "selec 1") == .engineSyntax)
            #expect(await engine.code(of: "select 1 +") == .engineSyntax)
            #expect(await engine.code(of: "insert into t values (null, 'x')") == .engineConstraint)
            #expect(await engine.code(of: "select a from t") == nil)
        },
        Behaviour("aWrongNumberOfValuesIsAnError") { engine, _ in
            #expect(await engine.code(of: SQL(raw: "select ?")) != nil)
        },
        Behaviour("anEmptyStatementIsASyntaxError") { engine, _ in
            #expect(await engine.code(of: "") == .engineSyntax)
            #expect(await engine.code(of: "  -- nothing\n") == .engineSyntax)
        },
        Behaviour("thePlaceOfAWrongNameIsCountedInBytes") { engine, _ in
            try await engine.run("create table t (a integer)")
            let error = await #expect(throws: WeirError.self) { try await engine.run("select 'é', a, wrong from t") }
            #expect(error?.code == .engineUnknownColumn)
            #expect(error?.statementOffset == 16)
        },
        Behaviour("aConnectionServesOnAfterAFailure") { engine, _ in
            let answer = try await engine.withConnection { connection in
                for _ in 0..<50 { #expect(throws: WeirError.self) { try connection.run("select * from nowhere") } }
                return try connection.read("select 1 as a")
            }
            #expect(answer.rows == [[1]])
        },
        Behaviour("valuesOfRowsStayOutOfErrors") { engine, _ in
            try await engine.run("create table t (s text primary key); insert into t values ('hidden-4711')")
            let error = await #expect(throws: WeirError.self) {
                try await engine.run("insert into t values (\("hidden-4711"))")
            }
            #expect(error?.code == .engineConstraint)
            #expect(error.map { $0.text().contains("4711") } == false)
        },
    ]
}
