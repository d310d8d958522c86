import Foundation
import Testing

@testable import HTTPClient

@Suite struct ProxySettingsTests {
    @Test(
        arguments: [
            ("https://a.test/", ["https_proxy": "p:1"], "p:1"), ("https://a.test/", ["HTTPS_PROXY": "p:1"], "p:1"),
            ("http://a.test/", ["http_proxy": "p:1"], "p:1"), ("http://a.test/", ["HTTP_PROXY": "p:1"], nil),
            ("http://a.test/", ["https_proxy": "p:1"], nil), ("http://a.test/", ["all_proxy": "p:1"], "p:1"),
            ("http://a.test/", ["all_proxy": "p:1", "no_proxy": "b.test, a.test"], nil),
            ("http://x.a.test/", ["all_proxy": "p:1", "no_proxy": ".a.test"], nil),
            ("http://xa.test/", ["all_proxy": "p:1", "no_proxy": "a.test"], "p:1"),
            ("http://a.test/", ["all_proxy": "p:1", "NO_PROXY": "*"], nil),
            ("http://localhost/", ["all_proxy": "p:1"], nil), ("http://a.test/", ["http_proxy": ""], nil),
        ] as [(String, [String: String], String?)])
    func aProxyIsReadAsLibcurlReadsIt(_ url: String, _ environment: [String: String], _ proxy: String?) throws {
        #expect(ProxySettings(environment).proxy(for: try #require(URL(string: url))) == proxy)
    }
}
