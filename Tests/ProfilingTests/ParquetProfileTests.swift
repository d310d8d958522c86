import Foundation
import Testing
import Warehouse

@testable import Profiling

/// Parquet: what the file declares holds.
@Suite struct ParquetProfileTests {
    private let bench: ProfilingBench

    init() async throws { bench = try await ProfilingBench() }

    @Test func declaredTypesHold() async throws {
        let file = bench.folder.file("data.parquet").path
        try await bench.run(
            """
            copy (select i as id, lpad(i::varchar, 3, '0') as code, i::varchar as digits, i / 3.0::double as "v (°C)",
              timestamp '2024-01-01' + interval (i) hour as at, date '2024-01-01' + i::integer as day, [i, i] as list,
              {'x': i, 'y': 'q'} as record, i % 2 = 0 as flag, 1.25::decimal(9,2) as price, 1700000000 + i as created_ts
              from range(100) t(i)) to '\(file)' (format parquet)
            """)
        let resource = try await bench.profile("data.parquet").resources[0]
        #expect(resource.rows == 100)
        #expect(resource.format == .parquet)
        #expect(
            resource.names == [
                "id", "code", "digits", "v_celsius", "at", "day", "list", "record", "flag", "price", "created_ts",
            ])
        #expect(
            resource.types == [
                "integer", "text", "text", "double", "timestamp", "date", "json", "json", "boolean", "decimal(9,2)",
                "timestamp",
            ])
        #expect(resource.key.value == ["id"])
        #expect(resource["at"]?.range?.least == .timestamp(try #require(Timestamp("2024-01-01 00:00:00"))))
        #expect(resource["created_ts"]?.reading.value == .epoch(.seconds))
        #expect(resource["v_celsius"]?.path == ["v (°C)"])
    }

    @Test func aCutFileIsRefused() async throws {
        try bench.write(Array("PAR1".utf8) + [UInt8](repeating: 0, count: 40), to: "cut.parquet")
        let error = await bench.refusal("cut.parquet")
        #expect(error?.code == "profiling.cut_parquet")
        try bench.write(Array("PAR1".utf8) + [UInt8](repeating: 0, count: 40) + Array("PAR1".utf8), to: "bad.parquet")
        #expect(await bench.refusal("bad.parquet")?.code == "profiling.broken_parquet")
    }
}
