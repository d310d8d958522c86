import Testing

@testable import Scaffolding

@Suite struct ArrivalReadingTests {
    private func place(_ text: String, isRecords: Bool = false) -> Arrival.Place? {
        Arrival.Place(text, isRecords: isRecords, paging: .none, credential: .none)
    }

    @Test(arguments: ["data/air", "data/air/", "drop.d/x-y"]) func aPathBelowTheRootIsAFolder(_ text: String) {
        #expect(place(text) == .folder(text.hasSuffix("/") ? String(text.dropLast()) : text))
    }

    @Test(arguments: [
        "", "/etc", "../up", "a/../../b", "file:///etc/passwd", "ftp://a.test/x", "https://", "https://me:pw@a.test/x",
        "data/a b",
    ])
    func anythingElseIsNoPlace(_ text: String) { #expect(place(text) == nil) }

    @Test func anAddressOfRecordsIsAnAPI() {
        #expect(place("https://a.test/x.csv") == .files("https://a.test/x.csv"))
        #expect(
            place("https://a.test/v1/x?from={from}&to={to}&unit=a%20b", isRecords: true)
                == .api(
                    APIPlan(
                        address: "https://a.test/v1/x",
                        query: [.init("from", "{from}"), .init("to", "{to}"), .init("unit", "a b")], windowDays: 31)))
        #expect(place("https://a.test/v1/x", isRecords: true) == .api(APIPlan(address: "https://a.test/v1/x")))
    }

    @Test(arguments: [
        ("none", APIPlan.Paging.none), ("page p", .page(parameter: "p")),
        ("offset start limit 100", .offset(parameter: "start", limitParameter: "limit", limit: 100)),
        ("cursor after meta.next", .cursor(parameter: "after", next: ["meta", "next"])),
        ("next links.next", .nextAddress(["links", "next"])), ("link", .linkHeader), ("page", nil),
        ("offset a b -1", nil), ("", nil),
    ])
    func pagingIsSaidInWords(_ text: String, _ paging: APIPlan.Paging?) { #expect(APIPlan.Paging(text) == paging) }

    @Test(arguments: [
        ("none", APIPlan.Credential.none), ("bearer AIR_TOKEN", .bearer(secret: "AIR_TOKEN")),
        ("header X-Key AIR_KEY", .header("X-Key", secret: "AIR_KEY")),
        ("query key AIR_KEY", .query("key", secret: "AIR_KEY")), ("bearer s3cr3t", nil), ("header AIR_KEY", nil),
    ])
    func aCredentialIsNamedAndNeverSaid(_ text: String, _ credential: APIPlan.Credential?) {
        #expect(APIPlan.Credential(text) == credential)
    }
}
