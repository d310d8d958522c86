import Archive
import Diagnostics
import DurableFiles
import Foundation
import JSON

extension SamplePlan {
    /// Makes the sample and writes its files; a file that is there already with the same content is not touched.
    ///
    /// The months are made side by side, outside of the cooperative pool. Returns what was made, which also stands in
    /// `sample.json` in the folder.
    @discardableResult
    public func apply() async throws -> SampleReport {
        let options = options
        let weather = Self.weather(options)
        let demand = SampleDemand(weather.flatMap(\.self))
        let batches = try await made(demand: demand, weather: weather)
        let files = try await withThrowingTaskGroup(of: SampleFile.self) { group in
            for (index, month) in options.allMonths.enumerated() {
                let repeated = index > 0 && !options.allMonths[index - 1].isLegacy ? batches[index - 1].tail : []
                group.addTask { try await offload { try writeTrips(batches[index], repeated, month) } }
                group.addTask {
                    try await offload { try writeWeather(weather[index], month, isImperial: index % 3 == 1) }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }.sorted { $0.path < $1.path }
        }
        let report = report(batches: batches, weather: weather, files: files)
        try await offload {
            let root = try ConfinedRoot(folder)
            for path in removes { try FileManager.default.removeItem(at: root.file(path)) }
            try put(Array((report.json.text(.indented(spaces: 2)) + "\n").utf8), at: Self.manifestName)
        }
        return report
    }

    /// The weather of each month; one day of the second month, or of the only one, lost its rain reading.
    private static func weather(_ options: SampleOptions) -> [[WeatherDay]] {
        let months = options.allMonths.map(\.days)
        let days = SampleWeather.days(months.flatMap(\.self), seed: options.seed)
        var next = 0
        var result = months.map { month in
            next += month.count
            return Array(days[(next - month.count)..<next])
        }
        result[result.count > 1 ? 1 : 0][16].isRainMissing = true
        return result
    }

    private func made(demand: SampleDemand, weather: [[WeatherDay]]) async throws -> [TripBatch] {
        let months = options.allMonths
        var jobs: [(month: SampleMonth, hours: Range<Int>, trips: Int)] = []
        var (hour, given) = (0, 0)
        for (index, month) in months.enumerated() {
            let end = hour + weather[index].count * 24
            let upTo = Int((Double(options.trips) * demand.cumulative[end - 1] / demand.total).rounded())
            jobs.append((month, hour..<end, upTo - given))
            (hour, given) = (end, upTo)
        }
        let seed = options.seed
        return try await withThrowingTaskGroup(of: (Int, TripBatch).self) { group in
            for (index, job) in jobs.enumerated() {
                group.addTask {
                    try await offload {
                        (index, TripBatch(job.month, job.trips, demand: demand, hours: job.hours, seed: seed))
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    private func writeTrips(_ batch: TripBatch, _ repeated: [SampleTrip], _ month: SampleMonth) throws -> SampleFile {
        let parts = batch.parts(repeating: repeated, month: month)
        let writer = try ArchiveWriter(.zip)
        let digest = try SHA256()
        var rows = 0
        for (index, trips) in parts.enumerated() {
            var csv = TripCSV(month: month)
            for trip in trips { csv.add(trip) }
            rows += csv.rows
            let bytes = csv.finish()
            let name = "\(month.compact)-citibike-tripdata\(parts.count > 1 ? "_\(index + 1)" : "").csv"
            try bytes.withUnsafeBytes { try digest.update($0) }
            try writer.add(name, bytes)
            try writer.add("__MACOSX/._\(name)", Self.macintoshNote)
        }
        let path = Self.tripPath(month)
        let zip = try writer.finish()
        return SampleFile(
            path: path, bytes: zip.count, sha256: try put(zip, at: path), contentSHA256: try digest.finish(), rows: rows
        )
    }

    private func writeWeather(_ days: [WeatherDay], _ month: SampleMonth, isImperial: Bool) throws -> SampleFile {
        let path = Self.weatherPath(month)
        let bytes = Array(WeatherJSON(isImperial: isImperial).document(days).text().utf8)
        let sha256 = try put(bytes, at: path)
        return SampleFile(path: path, bytes: bytes.count, sha256: sha256, contentSHA256: sha256, rows: days.count)
    }

    @discardableResult
    private func put(_ bytes: [UInt8], at path: String) throws -> String {
        let file = folder.appending(path: path)
        let sha256 = try SHA256.hex(of: bytes)
        let isThere = FileManager.default.fileExists(atPath: file.path) ? try SHA256.hex(ofFile: file) == sha256 : false
        if !isThere { try DurableFile.write(bytes, to: file) }
        return sha256
    }

    private func report(batches: [TripBatch], weather: [[WeatherDay]], files: [SampleFile]) -> SampleReport {
        let days = weather.flatMap(\.self)
        let trips = batches.reduce(0) { $0 + $1.trips.count }
        let rows = files.filter { $0.path.hasSuffix(".zip") }.reduce(0) { $0 + $1.rows }
        var defects = batches.reduce(SampleDefects()) { $0 + $1.defects }
        defects.duplicateRows = rows - trips
        return SampleReport(
            options: options, trips: trips, memberTrips: batches.reduce(0) { $0 + $1.trips.count { $0.isMember } },
            rows: rows, weatherDays: days.count, daysWithoutRainReading: days.count { $0.isRainMissing },
            defects: defects, firstDay: days[0].day, lastDay: days[days.count - 1].day, files: files)
    }

    /// The beginning of what macOS puts beside every file: AppleDouble, version 2.
    private static let macintoshNote: [UInt8] = [0, 5, 22, 7, 0, 2, 0, 0] + Array("Mac OS X        ".utf8) + [0, 0]
}
