import Diagnostics
import Foundation
import HTTPClient
import Ingest
import Testing
import Warehouse

@Suite struct RESTSourceTests {
    private static let settings = ["location": "https://shop.test/api", "token": "s3cret"]

    private func source(
        _ pagination: Pagination, query: [RESTExtraction.Parameter] = [],
        authorization: RESTExtraction.Authorization = .none, cursor: Resource.Cursor? = nil
    ) -> Source {
        Shop.source(
            cursor: cursor,
            from: .rest(
                RESTExtraction(path: "/orders", query: query, authorization: authorization, pagination: pagination)),
            format: .json(path: ["data"]), settings: [SourceSetting("token", "the shop's token", default: "")])
    }

    private static func page(_ ids: [Int], _ extra: String = "") -> String {
        let records = ids.map {
            #"{"id": \#($0), "name": "n\#($0)", "price": 1.5, "changed_at": "2024-05-0\#($0)T10:00:00"}"#
        }
        return #"{"data": [\#(records.joined(separator: ","))]\#(extra)}"#
    }

    @Test(
        arguments: [
            (
                Pagination.page(parameter: "page", records: ["data"]),
                [ScriptedTransport.Answer.json(page([1, 2])), .json(page([3])), .json(page([]))],
                ["page=1", "page=2", "page=3"]
            ),
            (
                .offset(parameter: "skip", limitParameter: "take", limit: 2, records: ["data"]),
                [.json(page([1, 2])), .json(page([3]))], ["skip=0&take=2", "take=2&skip=2"]
            ),
            (
                .cursor(parameter: "after", next: ["next"]),
                [.json(page([1, 2], #", "next": "a b""#)), .json(page([3], #", "next": null"#))], ["", "after=a%20b"]
            ),
            (
                .nextAddress(["links", "next"]),
                [
                    .json(page([1, 2], #", "links": {"next": "/api/orders?p=2"}"#)),
                    .json(page([3], #", "links": {}"#)),
                ], ["", "p=2"]
            ),
            (
                .linkHeader,
                [
                    .response(
                        status: 200, headers: ["Link": "<https://shop.test/api/orders?p=2>; rel=\"next\""],
                        body: Array(page([1, 2]).utf8)),
                    .json(page([3])),
                ], ["", "p=2"]
            ),
        ] as [(Pagination, [ScriptedTransport.Answer], [String])])
    func everyPaginationReachesTheEnd(
        _ pagination: Pagination, _ answers: [ScriptedTransport.Answer], _ queries: [String]
    ) async throws {
        let bench = try await IngestBench()
        let server = ScriptedTransport(answers)
        let report = try await bench.run(source(pagination), Self.settings, IngestRequest(), server)
        #expect(report.rowsRead == 3)
        #expect(server.requests.map { $0.url.query ?? "" } == queries)
        #expect(server.requests.allSatisfy { $0.url.path == "/api/orders" })
        #expect(
            try await bench.rows("select id, name, price, changed_at from raw.orders order by 1")
                == (1...3).map { "\($0)|n\($0)|1.5|2024-05-0\($0) 10:00:00" })
        let landing = try #require(try bench.landings(of: source(pagination)).first)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: landing.appending(path: "files").path).sorted().first
                == "00001.json")
    }

    @Test(arguments: [
        (RESTExtraction.Authorization.bearer(setting: "token"), HTTPAuthorization.bearer(Secret("s3cret"))),
        (.apiKeyHeader("X-Key", setting: "token"), .apiKeyHeader(name: "X-Key", key: Secret("s3cret"))),
        (.apiKeyQuery("key", setting: "token"), .apiKeyQuery(name: "key", key: Secret("s3cret"))),
        (
            .basic(userSetting: "location", passwordSetting: "token"),
            .basic(user: "https://shop.test/api", password: Secret("s3cret"))
        ),
    ])
    func credentialsComeFromSettingsAndAreNamedWhenRefused(
        _ authorization: RESTExtraction.Authorization, _ sent: HTTPAuthorization
    ) async throws {
        let bench = try await IngestBench()
        let server = ScriptedTransport([.json(Self.page([1])), .status(401)])
        let source = source(.none, authorization: authorization)
        try await bench.run(source, Self.settings, IngestRequest(), server)
        #expect(server.requests[0].authorization == sent)
        let error = try await bench.failure(source, Self.settings, IngestRequest(), server)
        #expect(error.code == "http.credentials_refused")
        #expect(error.hint == "check the setting sources.shop.token")
        #expect(!error.description.contains("s3cret"))
        #expect(try await bench.rows("select count(*) from raw._weir_files where address like '%s3cret%'") == ["0"])
    }

    @Test func laterRunsAskFromTheCursorOn() async throws {
        let bench = try await IngestBench()
        let source = source(
            .none, query: [.init("since", "{cursor}"), .init("sort", "id")], cursor: .column("changed_at"))
        let server = ScriptedTransport([.json(Self.page([1, 2])), .json(Self.page([2, 3]))])
        try await bench.run(source, Self.settings, IngestRequest(), server)
        let report = try await bench.run(source, Self.settings, IngestRequest(), server)
        #expect(server.requests.map { $0.url.query ?? "" } == ["sort=id", "since=2024-05-02%2010%3A00%3A00&sort=id"])
        #expect(try #require(report.loads.first?.tables.first).counts == MergeCounts(inserted: 1, replaced: 1))
        #expect(try await bench.rows("select id from raw.orders order by 1") == ["1", "2", "3"])
    }

    @Test(arguments: [(0, "2024-05-02%2010%3A00%3A00"), (3, "2024-04-29%2010%3A00%3A00")])
    func aCursorLooksBackAsFarAsTheSourceSays(days: Int, since: String) async throws {
        let bench = try await IngestBench()
        let source = source(
            .none, query: [.init("since", "{cursor}")], cursor: .column("changed_at", lookBackDays: days))
        let server = ScriptedTransport { _ in .json(Self.page([1, 2])) }
        try await bench.run(source, Self.settings, IngestRequest(), server)
        try await bench.run(source, Self.settings, IngestRequest(), server)
        #expect(server.requests.map { $0.url.query ?? "" } == ["", "since=\(since)"])
    }

    @Test func recordedAnswersLoadTheSameWay() async throws {
        let bench = try await IngestBench()
        try bench.write(Self.page([1, 2]), to: "a.json")
        try bench.write(Self.page([3]), to: "b.json")
        #expect(try await bench.run(source(.linkHeader)).rowsRead == 3)
    }

    @Test(arguments: [
        (Pagination.page(parameter: "p", records: ["rows"]), "{}", "ingest.no_records"),
        (.page(parameter: "p", records: ["data"]), "{\"data\": [", "ingest.no_json"),
        (.nextAddress(["next"]), #"{"data": [], "next": "https://shop.test/api/orders"}"#, "ingest.repeated_page"),
        (.nextAddress(["next"]), #"{"data": [], "next": "https://evil.test/"}"#, "ingest.foreign_page"),
    ])
    func aBrokenPageIsAnErrorAndLoadsNothing(_ pagination: Pagination, _ answer: String, _ code: String) async throws {
        let bench = try await IngestBench()
        let error = try await bench.failure(
            source(pagination), Self.settings, IngestRequest(), ScriptedTransport { _ in .json(answer) })
        #expect(error.code.rawValue == code)
        #expect(try await bench.tables() == [])
    }

    @Test func theServersOwnReasonIsPassedOn() async throws {
        let bench = try await IngestBench()
        let server = ScriptedTransport([
            .response(
                status: 400, headers: ["Content-Type": "application/json"],
                body: Array(#"{"error": true, "reason": "Parameter 'start_date' is out of range"}"#.utf8))
        ])
        let error = try await bench.failure(
            .weather, ["location": "https://archive.test/v1/archive"], IngestRequest(), server)
        #expect(error.code == "http.refused")
        #expect(error.notes == ["the server says: Parameter 'start_date' is out of range"])
    }
}
