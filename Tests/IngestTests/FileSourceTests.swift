import Archive
import Diagnostics
import DurableFiles
import Foundation
import HTTPClient
import Ingest
import Testing
import Warehouse

@Suite struct FileSourceTests {
    private let header = "id,name,price,changed_at\n"
    private let first = "1,\"a, b\",2.5,2024-05-01 10:00:00\n2,,,\n"

    private var all: String { "select id, name, price, changed_at from raw.orders order by id" }

    @Test func appendAddsEveryTimeAFileChanges() async throws {
        let bench = try await IngestBench()
        let source = Shop.source(key: [], disposition: .append)
        try bench.write(header + first, to: "a.csv")
        try await bench.run(source)
        #expect(try await bench.run(source).loads.isEmpty)
        try bench.write(header + "3,c,1,2024-05-02 10:00:00\n", to: "b.csv")
        let report = try await bench.run(source)
        #expect(report.rowsRead == 1)
        #expect(report.skippedFiles == 1)
        #expect(try await bench.rows(all) == ["1|a, b|2.5|2024-05-01 10:00:00", "2|||", "3|c|1.0|2024-05-02 10:00:00"])
        #expect(
            try await bench.rows(
                "select _weir_file, count(distinct _weir_load_id) from raw.orders group by 1 order by 1") == [
                    "a.csv|1", "b.csv|1",
                ])
        #expect(
            try await bench.rows("select address, rows_read from raw._weir_files order by 1") == [
                "input/a.csv|2", "input/b.csv|1",
            ])
    }

    @Test func aColumnNamedRowidDoesNotHideTheLastRow() async throws {
        let bench = try await IngestBench()
        let source = Shop.source(columns: [Column("id", .integer), Column("rowid", .integer)])
        try bench.write("id,rowid\n1,9\n2,5\n1,3\n", to: "a.csv")
        let report = try await bench.run(source)
        #expect(report.loads.first?.tables.first?.counts == MergeCounts(inserted: 2, replaced: 0, duplicates: 1))
        #expect(try await bench.rows("select id, \"rowid\" from raw.orders order by id") == ["1|3", "2|5"])
    }

    @Test func replaceKeepsTheLastLoadOnly() async throws {
        let bench = try await IngestBench()
        let source = Shop.source(disposition: .replace)
        try bench.write(header + first, to: "a.csv")
        try await bench.run(source)
        try bench.write(header + "9,z,1,\n", to: "a.csv")
        try await bench.run(source)
        #expect(try await bench.rows(all) == ["9|z|1.0|"])
    }

    @Test(arguments: ["input/*.csv", "input", "input/a.csv"])
    func aPlaceMayBeADirectoryAGlobOrAFile(_ location: String) async throws {
        let bench = try await IngestBench()
        try bench.write(header + first, to: "a.csv")
        try bench.write("nothing", to: "b.txt")
        #expect(try await bench.run(Shop.source(), ["location": location]).rowsRead == 2)
    }

    @Test(arguments: [ArchiveKind.gzip, .zstandard, .zip])
    func compressedFilesAreUnpacked(_ kind: ArchiveKind) async throws {
        let bench = try await IngestBench()
        let writer = try ArchiveWriter(kind)
        try writer.add("a.csv", Array((header + first).utf8))
        let name = kind == .gzip ? "a.csv.gz" : kind == .zip ? "a.zip" : "a.csv.zst"
        try DurableFile.write(try writer.finish(), to: bench.directory.file("input/\(name)"))
        let source = Shop.source(from: .files(FileExtraction(.matching("*"))))
        #expect(try await bench.run(source).rowsRead == 2)
        #expect(try await bench.rows("select distinct _weir_file from raw.orders") == ["\(name)/a.csv"])
    }

    @Test func oneAddressIsOneFile() async throws {
        let bench = try await IngestBench()
        let server = ScriptedTransport { _ in .text(self.header + self.first, headers: ["ETag": "\"1\""]) }
        let settings = ["location": "https://shop.test/export/orders.csv"]
        #expect(try await bench.run(Shop.source(), settings, IngestRequest(), server).rowsRead == 2)
        #expect(try await bench.run(Shop.source(), settings, IngestRequest(), server).loads.isEmpty)
    }

    @Test func jsonLinesAndNestedJSONLoad() async throws {
        let bench = try await IngestBench()
        try bench.write(
            #"{"id": 1, "name": "a", "price": 2.5, "changed_at": "2024-05-01 10:00:00"}"# + "\n" + #"{"id": 2}"# + "\n",
            to: "a.ndjson")
        let lines = Shop.source(from: .files(FileExtraction(.matching("*.ndjson"))), format: .jsonLines)
        #expect(try await bench.run(lines).rowsRead == 2)
        #expect(try await bench.rows(all) == ["1|a|2.5|2024-05-01 10:00:00", "2|||"])
        try bench.write(
            #"{"data": {"orders": [{"id": 2, "name": "b", "price": 1, "changed_at": null}, {"id": 3, "name": "c", "price": 1, "changed_at": null}]}}"#,
            to: "b.json")
        let nested = Shop.source(
            from: .files(FileExtraction(.matching("*.json"))), format: .json(path: ["data", "orders"]))
        let report = try await bench.run(nested)
        #expect(try #require(report.loads.first?.tables.first).counts == MergeCounts(inserted: 1, replaced: 1))
        #expect(try await bench.rows(all) == ["1|a|2.5|2024-05-01 10:00:00", "2|b|1.0|", "3|c|1.0|"])
    }

    @Test func recordsNeedNotHaveEveryFieldUnlessNoneHasIt() async throws {
        let bench = try await IngestBench()
        try bench.write(#"{"id": 1, "name": "a"}"# + "\n", to: "a.ndjson")
        try bench.write(#"{"ID": 2, "price": 2, "changedAt": null, "giftNote": "n"}"# + "\n", to: "b.ndjson")
        let source = Shop.source(from: .files(FileExtraction(.matching("*.ndjson"))), format: .jsonLines)
        #expect(try await bench.run(source).rowsRead == 2)
        #expect(
            try await bench.rows("select id, name, price, giftnote from raw.orders order by id") == [
                "1|a||", "2||2.0|n",
            ])
        try bench.write(#"{"id": 3, "name": "a", "changed_at": null}"# + "\n", to: "c.ndjson")
        let error = try await bench.failure(source)
        #expect(error.code == "ingest.vanished_field")
        #expect(error.message == "the file lacks 'price', which files of the layout 'declared columns' have")
    }

    @Test func parquetLoads() async throws {
        let bench = try await IngestBench()
        try FileManager.default.createDirectory(at: bench.input, withIntermediateDirectories: true)
        try await bench.engine.run(
            SQL(
                raw:
                    "copy (select 1 as id, 'a' as name, 2.5 as price, timestamp '2024-05-01 10:00:00' as changed_at) to '\(bench.input.path)/a.parquet' (format parquet)"
            ))
        let source = Shop.source(from: .files(FileExtraction(.matching("*.parquet"))), format: .parquet)
        #expect(try await bench.run(source).rowsRead == 1)
        #expect(try await bench.rows(all) == ["1|a|2.5|2024-05-01 10:00:00"])
    }

    @Test func aNewFieldBecomesAColumnOrNotByContract() async throws {
        let bench = try await IngestBench()
        try bench.write(header + first, to: "a.csv")
        try await bench.run(Shop.source())
        try bench.write("Gift Note,id,name,price,changed_at\nhi,3,c,1,\n", to: "b.csv")
        let failed = try await bench.failure(Shop.source(contract: SchemaContract(newField: .fail)))
        #expect(failed.code == "ingest.new_field")
        #expect(failed.message == "'b.csv' has the field 'gift_note', which is not declared")
        let report = try await bench.run(Shop.source())
        #expect(try #require(report.loads.first?.tables.first).schemaChanges == ["added column gift_note text"])
        #expect(try await bench.rows("select id, gift_note from raw.orders order by 1") == ["1|", "2|", "3|hi"])
        try bench.write("other,id,name,price,changed_at\nx,4,c,1,\n", to: "c.csv")
        let ignored = try await bench.run(Shop.source(), ["location": "input", "new_fields": "ignore"])
        #expect(
            try #require(ignored.loads.first?.tables.first).schemaChanges == ["field other is not declared, left out"])
    }

    @Test func aVanishedFieldFailsOrIsNullBySetting() async throws {
        let bench = try await IngestBench()
        try bench.write("id,name,changed_at\n1,a,\n", to: "a.csv")
        let error = try await bench.failure(Shop.source())
        #expect(error.code == "ingest.vanished_field")
        #expect(
            error.hint == "correct the file or the layout; with the setting vanished_fields: null its columns stay null"
        )
        let report = try await bench.run(Shop.source(), ["location": "input", "vanished_fields": "null"])
        #expect(
            try #require(report.loads.first?.tables.first).schemaChanges == [
                "field price is gone, price is null (a.csv)"
            ])
        #expect(try await bench.rows(all) == ["1|a||"])
    }

    @Test func valuesOfAnotherTypeGoToAVariantColumnBySetting() async throws {
        let bench = try await IngestBench()
        try bench.write(header + "1,a,2.5,2024-05-01 10:00:00\n2,b,about three,2024-05-01 11:00:00\n", to: "a.csv")
        #expect(try await bench.failure(Shop.source()).code == "ingest.bad_row")
        let report = try await bench.run(Shop.source(), ["location": "input", "retyped_fields": "variant"])
        #expect(
            try #require(report.loads.first?.tables.first).schemaChanges
                == ["added column price__text text", "1 values of price are of another type, kept in price__text"])
        #expect(
            try await bench.rows("select id, price, price__text, changed_at from raw.orders order by 1") == [
                "1|2.5||2024-05-01 10:00:00", "2||about three|2024-05-01 11:00:00",
            ])
    }

    @Test func aTableOfAnotherTypeIsRefusedUntilItIsBuiltAnew() async throws {
        let bench = try await IngestBench()
        try bench.write(header + first, to: "a.csv")
        try await bench.run(Shop.source())
        try bench.write(header + "5,e,1,\n", to: "b.csv")
        var columns = Shop.columns
        columns[2] = Column("price", .text)
        let error = try await bench.failure(Shop.source(columns: columns))
        #expect(error.code == "ingest.retyped_column")
        #expect(error.message == "raw.orders.price is double in the warehouse and declared as text")
        let report = try await bench.run(
            Shop.source(columns: columns), ["location": "input"], IngestRequest(isFullRefresh: true))
        #expect(report.rowsRead == 3)
    }

    @Test func aPlanWritesNothing() async throws {
        let bench = try await IngestBench()
        try bench.write(header + first, to: "a.csv")
        let plan = try await bench.ingestion().plan(Shop.source(), settings: ["location": "input"])
        #expect(plan.description == "shop: load\n  a.csv -> raw.orders")
        #expect(plan.json["parts"]?[0]?["files"]?[0]?["name"]?.string == "a.csv")
        #expect(!FileManager.default.fileExists(atPath: bench.directory.file(".weir").path))
        #expect(try await bench.tables() == [])
    }

    @Test func progressTellsBytesAndRows() async throws {
        let bench = try await IngestBench()
        try bench.write(header + first, to: "a.csv")
        try await bench.run(Shop.source())
        let last = try #require(bench.events.events.last { $0.level == .progress })
        #expect(last.fields["phase"] == "load")
        #expect(last.fields["rows"] == 2)
        #expect(last.fields["bytes"] == .integer(Int64((header + first).utf8.count)))
        #expect(last.fields["total_bytes"] == last.fields["bytes"])
    }
}
