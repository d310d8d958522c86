import Foundation
import HTTPClient
import Testing

@Suite struct HTTPRetryTests {
    @Test(arguments: [
        ("120", 120.0 as Double?), ("0", 0), ("Sun, 06 Nov 1994 08:49:37 GMT", 37),
        ("Sun, 06 Nov 1994 08:48:00 GMT", 0), ("soon", nil), ("-1", nil), (nil, nil),
    ])
    func readsRetryAfter(_ header: String?, _ seconds: Double?) {
        // 784111740 s after 1970 is 1994-11-06 08:49:00 UTC.
        let now = Date(timeIntervalSince1970: 784_111_740)
        #expect(HTTPRetry.retryAfterSeconds(header, now: now) == seconds)
    }

    @Test(arguments: [(408, true), (429, true), (500, true), (503, true), (501, false), (404, false), (200, false)])
    func knowsWhichStatusMayPass(_ status: Int, _ isRetryable: Bool) {
        #expect(HTTPRetry.isRetryable(status: status) == isRetryable)
    }
}
