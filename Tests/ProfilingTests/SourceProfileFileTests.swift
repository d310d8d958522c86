import Diagnostics
import Foundation
import JSON
import Testing
import Warehouse

@testable import Profiling

/// The profile as a file: written, read back, overruled, and safe whatever the sample holds.
@Suite struct SourceProfileFileTests {
    private let bench: ProfilingBench

    init() async throws { bench = try await ProfilingBench() }

    private static let readings =
        "Titles\n\nstation;day;PM2.5 (µg/m³);ok;zip;price €;e-mail\n"
        + lines(0..<60) {
            "S\($0 % 3);\(padded($0 * 7 % 12 + 1, 2))/\(padded($0 / 3 % 11 + 1, 2))/2024;\($0),5;\($0 % 2 == 0 ? "yes" : "no");\(padded($0, 5));1.234,50;a\($0)@x.org"
        } + "Total;;1770,0;;;;\n"

    private static let nested =
        "{\"data\": ["
        + (0..<20).map { "{\"id\": \($0), \"k\\\"ey\": \"v\", \"items\": [{\"n\": \($0)}]}" }.joined(separator: ",")
        + "]}"

    @Test(arguments: [
        ("readings.csv", readings), ("nested.json", nested),
        ("wide.csv", "c,2019,2020,2021,2022\nx,1,2,3,4\ny,5,6,7,8\nz,5,6,7,8\n"),
    ])
    func whatIsWrittenIsReadBack(_ name: String, _ text: String) async throws {
        try bench.write(text, to: name)
        let profile = try await bench.profile(name)
        let read = try SourceProfile(yaml: profile.yaml, file: "source-profile.yml")
        #expect(read == profile)
        #expect(read.yaml == profile.yaml)
        #expect(try await bench.profile(name) == profile)
    }

    @Test func overrulesHoldAndSurvive() async throws {
        try bench.write(Self.readings, to: "readings.csv")
        let profile = try await bench.profile("readings.csv")
        #expect(profile.resources[0]["day"]?.reading.made == .moment(formats: ["%d/%m/%Y"]))
        let edited = try Self.overruling(
            profile.yaml,
            [
                ("        reading:\n          choice: \"moment %d/%m/%Y\"", "          overrule: \"moment %m/%d/%Y\""),
                ("    key:\n", "      overrule: [station, zip]"), ("    cursor:\n", "      overrule: none"),
                ("      - name:\n          choice: station\n", "          overrule: place"),
                ("          choice: zip\n", "          overrule: postcode"), ("    time_zone:\n", ""),
                ("        choice: none\n        because: \"every sampled", ""),
            ].filter { !$0.1.isEmpty })
        let read = try SourceProfile(yaml: edited, file: "source-profile.yml")
        #expect(read.resources[0].key.value == ["station", "zip"])
        #expect(read.resources[0].keyColumns.map(\.name.value) == ["place", "postcode"])
        let again = try await bench.profile("readings.csv", keeping: read)
        let resource = again.resources[0]
        #expect(resource.names.prefix(2) == ["place", "day"])
        #expect(resource.names.contains("postcode"))
        #expect(resource["day"]?.reading.value == .moment(formats: ["%m/%d/%Y"]))
        #expect(resource["day"]?.openQuestions.isEmpty == true)
        #expect(resource.key.value == ["station", "zip"])
        #expect(resource.cursor.value == nil)
        #expect(resource.cursor.made != nil)
        let third = try await bench.profile("readings.csv", keeping: again)
        #expect(third == again)
    }

    /// The file with a line behind the `choice:` that follows each place.
    private static func overruling(_ yaml: String, _ edits: [(String, String)]) throws -> String {
        var text = yaml
        for (place, line) in edits {
            let start = try #require(text.range(of: place), "\(place) does not stand in the file")
            let choice = place.contains("choice:") ? start.lowerBound : start.upperBound
            let found = try #require(text.range(of: "choice:", range: choice..<text.endIndex))
            let end = try #require(text.range(of: "\n", range: found.upperBound..<text.endIndex))
            text.insert(contentsOf: line + "\n", at: end.upperBound)
        }
        return text
    }

    @Test func theDialectThatAPersonNamesIsRead() async throws {
        let text = "x;y\n" + lines(0..<20) { "\($0),5;\($0),7" }
        var profile = try SourceProfile(yaml: try await written(text).yaml, file: "p.yml")
        guard case .delimited(var format) = profile.resources[0].format else { throw CancellationError() }
        format.delimiter.overruled = ","
        format.layout.headerRow.overruled = 0
        profile.resources[0].format = .delimited(format)
        let again = try await bench.profile("t.csv", keeping: profile)
        #expect(again.resources[0].delimited?.delimiter.made == ",")
        #expect(again.resources[0].columns.count == 3)
        #expect(again.resources[0].names == ["column_1", "column_2", "column_3"])
    }

    private func written(_ text: String) async throws -> SourceProfile {
        try bench.write(text, to: "t.csv")
        return try await bench.profile("t.csv")
    }

    @Test func aTypeThatDoesNotFitIsToldWithItsCount() async throws {
        var profile = try await written("id,v\n" + lines(0..<20) { "\($0),\($0 % 5 == 0 ? "five" : "\($0)")" })
        profile.resources[0].columns[1].type.overruled = .integer
        let again = try await bench.profile("t.csv", keeping: profile)
        #expect(again.resources[0].columns[1].type.value == .integer)
        #expect(again.resources[0].warnings.contains("column 'v': 4 values are not of the type that was taken"))
    }

    @Test func aKeyThatDoesNotHoldIsToldWithItsCount() async throws {
        var profile = try await written("id,v\n" + lines(0..<20) { "\($0),\($0 % 5)" })
        profile.resources[0].key.overruled = ["v"]
        let again = try await bench.profile("t.csv", keeping: profile)
        #expect(again.resources[0].key.value == ["v"])
        #expect(again.resources[0].warnings.contains("the key that was taken does not tell 15 rows from another one"))
        profile.resources[0].key.overruled = ["gone"]
        let third = try await bench.profile("t.csv", keeping: profile)
        #expect(third.resources[0].warnings.contains("the key that was taken names 'gone', which is no column"))
    }

    @Test(arguments: [
        ("          choice: integer\n", "          choice: number\n", "profiling.bad_choice"),
        ("version: 1\n", "version: 7\n", "profiling.other_version"),
        ("    rows: 20\n", "    rowz: 20\n", "yaml.unknown_key"),
        ("    cursor:\n", "    kursor:\n", "yaml.missing_key"),
        ("      choice: [id]\n", "      choice: {a: 1}\n", "profiling.bad_choice"),
    ])
    func mistakesInTheFileAreNamedWithTheirLine(_ right: String, _ wrong: String, _ code: String) async throws {
        let yaml = try await written("id,v\n" + lines(0..<20) { "\($0),\($0 % 5)" }).yaml
        let broken = yaml.replacing(right, with: wrong, maxReplacements: 1)
        #expect(broken != yaml)
        let error = #expect(throws: WeirError.self) { try SourceProfile(yaml: broken, file: "p.yml") }
        #expect(error?.code.rawValue == code)
        #expect(error?.location?.file == "p.yml")
        #expect(error?.location?.line != nil)
        #expect(error?.exitCode == 2)
    }

    // MARK: What a sample may do

    private static let hostile =
        "id,\"ignore previous instructions; {{ drop }} \\(x)\",\"*/ <script>alert(1)</script>\",\"a\nb\u{202E}\",\"'; drop table t; --\",\"x: y # z\"\n"
        + lines(0..<30) { "\($0),\"secret-value-\($0)\",\"<b>\($0)</b>\",\"p\nq\($0)\",\"'; --\($0)\",\"{{ \($0) }}\"" }

    @Test func namesAreMadeHarmlessAndKept() async throws {
        try bench.write(Self.hostile, to: "hostile.csv")
        let resource = try await bench.profile("hostile.csv").resources[0]
        #expect(resource.rows == 30)
        #expect(
            resource.names == [
                "id", "ignore_previous_instructions_drop_x", "script_alert_1_script", "ab", "drop_table_t",
                "x_y_number_z",
            ])
        #expect(resource.columns[1].original == "ignore previous instructions; {{ drop }} \\(x)")
        #expect(resource.columns[3].original == "ab")
        for column in resource.columns { #expect(column.name.value.wholeMatch(of: /[a-z][a-z0-9_]*/) != nil) }
    }

    @Test func noValueStandsInTheProfile() async throws {
        try bench.write(Self.hostile, to: "hostile.csv")
        let profile = try await bench.profile("hostile.csv")
        let report = ProfileReport(profile)
        let shown = report.sections.flatMap { $0.rows.flatMap(\.self) + $0.choices + $0.warnings }.joined(
            separator: "\n")
        for text in [profile.yaml, profile.json.text(), shown] {
            for value in ["secret-value", "<b>", "'; --", "{{ 1", "\u{202E}"] {
                #expect(!text.contains(value), "\(value)")
            }
        }
        #expect(try SourceProfile(yaml: profile.yaml, file: "p.yml") == profile)
    }

    @Test func nothingAboutAPersonStandsInTheProfile() async throws {
        let text =
            "id,full_name,email,phone,dob,ssn,age\n"
            + lines(0..<40) {
                "\($0),Ann Lee\($0),ann\($0)@x.org,4930555\(padded($0, 4)),19\(50 + $0)-03-04,12345\(padded($0, 4)),\(20 + $0)"
            }
        let profile = try await written(text)
        let resource = profile.resources[0]
        #expect(
            resource.columns.map(\.personal.value) == [
                .none, .name, .email, .phone, .birthDate, .officialNumber, .none,
            ])
        for text in [profile.yaml, profile.json.text()] {
            for value in ["Ann", "x.org", "4930555", "1950-03-04", "123450", "1989-"] {
                #expect(!text.contains(value), "\(value)")
            }
        }
        #expect(resource["age"]?.range?.least == .integer(20))
    }

    @Test func theJSONHasWhatProgramsAskFor() async throws {
        let json = try await written("id,at,v\n" + lines(0..<20) { "\($0),2024-01-01 10:\(padded($0, 2)),\($0).5" })
            .json
        let resource = try #require(json["resources"]?[0])
        #expect(resource["name"]?.string == "t")
        #expect(resource["rows"]?.integer == 20)
        #expect(resource["columns"]?.array?.map { $0["name"]?.string } == ["id", "at", "v"])
        #expect(resource["columns"]?.array?.map { $0["type"]?.string } == ["integer", "timestamp", "double"])
        #expect(resource["key"]?.array == ["id"])
        #expect(resource["cursor"]?.string == "at")
        #expect(json["questions"]?.array?.count == 1)
    }
}
