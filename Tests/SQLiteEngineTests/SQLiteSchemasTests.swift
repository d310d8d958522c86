import Diagnostics
import Foundation
import SQLiteEngine
import Testing
import Warehouse

@Suite struct SQLiteSchemasTests {
    @Test func rawStatementsMayNameRelationsWithTheirSchema() async throws {
        let engine = try await SQLite.open()
        try await engine.run("create table raw.t (a integer); insert into raw.t values (4)")
        try await engine.run("create view marts.v as select t.a + 1 as b from raw.t as t")
        #expect(try await engine.read("select raw.t.a, v.b from raw.t, marts.v").rows == [[4, 5]])
        #expect(try await engine.read("select a from t").rows == [[4]])
        let relations = try await engine.withConnection { try $0.relations() }
        #expect(relations == [Relation("marts.v", .view), Relation("raw.t", .table)])
    }

    @Test func aNameIsUniqueOverAllSchemas() async throws {
        let engine = try await SQLite.open()
        try await engine.withConnection { connection in
            try connection.createTable("raw.t", columns: [Column("a", .integer)])
            let error = #expect(throws: WeirError.self) { try connection.createTable("core.t", as: "select 1 as a") }
            #expect(error?.code == "engine.name_taken")
            #expect(error?.message.hasPrefix("'core.t' cannot be made: 'raw.t' has its name") == true)
            try connection.rename("raw.t", to: "raw.u")
            try connection.createTable("core.t", as: "select 1 as a")
            #expect(try connection.read("select * from core.t, raw.u").rowCount == 0)
            #expect(try connection.columns(of: "raw.t") == nil)
            try connection.drop("core.t")
            try connection.createTable("marts.t", columns: [Column("a", .integer)])
        }
    }

    @Test func anotherSchemaThanItsOwnIsAnUnknownTable() async throws {
        let engine = try await SQLite.open()
        try await engine.run("create table raw.t (a integer)")
        let error = try await #require(throws: WeirError.self) { try await engine.read("select * from core.t") }
        #expect(error.code == .engineUnknownTable)
    }

    @Test func whatIsRolledBackHasNoSchemaEither() async throws {
        let engine = try await SQLite.open()
        try? await engine.transaction { connection in
            try connection.createTable("raw.t", columns: [Column("a", .integer)])
            throw CancellationError()
        }
        try await engine.run("create table core.t (a integer)")
        #expect(try await engine.withConnection { try $0.relations() } == [Relation("core.t", .table)])
    }

    @Test func anAttachedFileKeepsItsSchemasAndIsReadByThemAlone() async throws {
        let file = try SQLiteFile()
        let engine = try await SQLite.open()
        let path = file.url.path
        try await engine.withConnection { connection in
            try connection.createTable("marts.m", as: "select 1 as a, cast(1 as boolean) as b")
            _ = try connection.run(connection.dialect.attach(file: path, as: "draft", readOnly: false))
            let copy = try TableName(catalog: "draft", schema: "marts", name: "m")
            try connection.createTable(copy, as: "select * from marts.m")
            #expect(try connection.rowCount(of: copy) == 1)
            #expect(try connection.columns(of: copy)?.map(\.type) == [.integer, .boolean])
            _ = try connection.run("detach draft")
        }
        let published = try await SQLite.open(file: file.url, settings: .snapshot)
        #expect(try await published.read("select a, b from marts.m").rows == [[1, true]])
        #expect(try await published.withConnection { try $0.relations() } == [Relation("marts.m", .table)])
        await #expect(throws: WeirError.self) { try await published.run("delete from marts.m") }
        await #expect(throws: WeirError.self) { try await published.run("attach '\(path)' as x") }
    }
}
