import Diagnostics
import Foundation
import HTTPClient
import Testing

@Suite struct MaskedURLTests {
    @Test(arguments: [
        ("https://u:p@a.test/x?b=1#f", "https://a.test/x?b=1"),
        (
            "https://a.test/x?X-Amz-Signature=abc&page=2&access_token=t",
            "https://a.test/x?X-Amz-Signature=***&page=2&access_token=***"
        ),
        ("https://a.test:8080/", "https://a.test:8080/"),
    ])
    func hidesWhatLooksLikeASecret(_ address: String, _ shown: String) throws {
        #expect(try #require(URL(string: address)).masked() == shown)
    }

    @Test func hidesTheKeyOfTheRequestWhateverItIsCalled() throws {
        let request = HTTPRequest(
            try #require(URL(string: "https://a.test/x?appid=echoed")),
            authorization: .apiKeyQuery(name: "appid", key: Secret("s3cret")))
        #expect(request.maskedURL == "https://a.test/x?appid=***")
        #expect(request.sentURL.absoluteString == "https://a.test/x?appid=echoed&appid=s3cret")
    }

    @Test(arguments: [
        ("https://a.test/x?page=1&q=b", "https://a.test/x?q=b&page=2"), ("https://a.test/x", "https://a.test/x?page=2"),
        ("https://a.test/x?page", "https://a.test/x?page=2"),
    ])
    func replacesOneQueryParameter(_ address: String, _ replaced: String) throws {
        let url = try #require(URL(string: address)).replacing(query: "page", with: "2")
        #expect(url.absoluteString == replaced)
    }
}
