import Foundation
import HTTPClient
import Testing

@Suite struct HTTPResponseTests {
    @Test(arguments: [
        ("<https://a.test/r?page=3>; rel=\"next\", <https://a.test/r?page=9>; rel=\"last\"", "https://a.test/r?page=3"),
        ("<https://a.test/first>; rel=\"first\",</r,x?p=2>;rel=next", "https://a.test/r,x?p=2"),
        ("<https://a.test/r>; title=\"next\"; rel=\"prev next\"", "https://a.test/r"),
        ("<https://a.test/r>; title=\"next\"", nil),
        ("<https://a.test/r>; rel=\"last\"", nil),
        ("nonsense", nil),
    ])
    func readsTheLinkHeader(_ header: String, _ next: String?) throws {
        let response = HTTPResponse(
            status: 200, headers: ["link": header], url: try #require(URL(string: "https://a.test/r?page=2")))
        #expect(response.link("next")?.absoluteString == next)
    }
}
