import Diagnostics
import Foundation
import SQLiteEngine
import Testing

@Suite struct SQLiteErrorsTests {
    private func error(_ body: () throws -> some Any) throws -> WeirError {
        do { _ = try body() } catch { return WeirError(wrapping: error) }
        throw WeirError("test", "nothing was thrown")
    }

    @Test(
        arguments: [
            ("select trips from t", "engine.unknown_column", "no such column: trips", 7),
            ("select \"trips\" from t", "engine.unknown_column", "no such column: trips", 7),
            ("selec 1", "engine.syntax", "near \"selec\": syntax error", 0),
            (
                "insert into t values (1)", "engine.constraint",
                "a row breaks a rule of its table: UNIQUE constraint failed: t.a", nil
            ),
            (
                "select 1; select 2", "engine.several_statements",
                "one statement was expected, and more text follows after its semicolon", nil
            ),
            (" -- nothing", "engine.syntax", "there is no statement in the text", nil),
            ("", "engine.syntax", "there is no statement in the text", nil),
            ("select ?", "engine.binding_count", "the statement has 1 parameters, and 0 values were given", nil),
        ] as [(String, String, String, Int?)])
    func statementsFailWithTheirPlace(sql: String, code: String, message: String, offset: Int?) throws {
        let connection = try SQLiteConnection(nil)
        try connection.script("create table t (a primary key); insert into t values (1)")
        let error = try error { try connection.run(sql) }
        #expect(error.code.rawValue == code)
        #expect(error.message == message)
        #expect(error.statementOffset == offset)
    }

    @Test func aFileThatIsNoDatabaseIsToBeMovedAway() throws {
        let file = try SQLiteFile()
        try Data("<html>not found</html>, and long enough to look at".utf8).write(to: file.url)
        let error = try error { try file.open(SQLiteSettings(contents: "the history of runs")) }
        #expect(error.code == "engine.corrupt")
        #expect(error.message == "'\(file.url.path)' is not a SQLite database")
        #expect(error.hint?.contains("mv '\(file.url.path)' '\(file.url.path).damaged'") == true)
        #expect(error.hint?.contains("the history of runs in the old one is lost") == true)
        #expect(try String(contentsOf: file.url, encoding: .utf8).hasPrefix("<html>"))
    }

    @Test func aDamagedPageIsNamedAsDamage() throws {
        let file = try SQLiteFile()
        do {
            let connection = try file.open(SQLiteSettings(journal: .delete))
            try connection.script("create table t (a); insert into t values (1)")
        }
        let handle = try FileHandle(forWritingTo: file.url)
        try handle.seek(toOffset: 4096)
        try handle.write(contentsOf: Data(repeating: 0x5A, count: 4096))
        try handle.close()
        let error = try error { try file.open().rows("select a from t") { $0.integer(0) } }
        #expect(error.code == "engine.corrupt")
        #expect(!error.isRetryable)
    }

    @Test func aLockedFileIsRetryable() throws {
        let file = try SQLiteFile()
        let holder = try file.open()
        try holder.run("create table t (a)")
        try holder.run("begin immediate")
        let error = try error { try file.open().run("insert into t values (1)") }
        #expect(error.code == "engine.busy")
        #expect(error.isRetryable)
    }

    @Test func aFullDiskKeepsWhatWasCommitted() throws {
        let file = try SQLiteFile()
        let connection = try file.open()
        try connection.script("create table t (a); insert into t values (1); pragma max_page_count = 4")
        let error = try error {
            try connection.transaction { try connection.run("insert into t values (zeroblob(100000))") }
        }
        #expect(error.code == "engine.disk_full")
        #expect(error.hint?.contains("free space") == true)
        #expect(try connection.row("select count(*) from t") { $0.integer(0) } == 1)
    }

    @Test func aMissingFolderIsACallThatWasWrong() throws {
        let file = try SQLiteFile()
        let missing = file.folder.appending(path: "missing/data.sqlite")
        let error = try error { try SQLiteConnection(missing) }
        #expect(error.code == "engine.cannot_open")
        #expect(error.exitCode == 2)
        #expect(
            code { try SQLiteConnection(file.url, settings: SQLiteSettings(access: .readOnly)) } == "engine.cannot_open"
        )
    }
}
