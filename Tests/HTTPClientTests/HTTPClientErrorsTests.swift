import CCurl
import Diagnostics
import Foundation
import Testing

@testable import HTTPClient

@Suite struct HTTPClientErrorsTests {
    private static let address = "https://a.test/x"

    @Test(arguments: [
        (WeirError.curl(CURLE_COULDNT_RESOLVE_HOST, "", address), "http.unknown_host", true),
        (.curl(CURLE_COULDNT_CONNECT, "r", address), "http.unreachable", true),
        (.curl(CURLE_OPERATION_TIMEDOUT, "r", address), "http.timed_out", true),
        (.curl(CURLE_PEER_FAILED_VERIFICATION, "r", address), "http.untrusted", false),
        (.curl(CURLE_SSL_CONNECT_ERROR, "r", address), "http.broken_off", true),
        (.curl(CURLE_UNSUPPORTED_PROTOCOL, "r", address), "http.protocol", false),
        (.unwritable("/f", reason: "r", code: ENOSPC), "http.disk_full", false),
        (.unwritable("/f", reason: "r", code: EFBIG), "http.disk_full", false),
        (.unwritable("/f", reason: "r", code: EACCES), "http.unwritable", false),
    ])
    func codesSayWhatMayPass(_ error: WeirError, _ code: String, _ isRetryable: Bool) {
        #expect(error.code.rawValue == code)
        #expect(error.isRetryable == isRetryable)
    }

    @Test(arguments: [
        (WeirError.notHTTP(address), "'https://a.test/x' is no http or https address"),
        (
            .offline(address),
            "https://a.test/x was not asked: WEIR_OFFLINE is 1 in the environment, so requests stay on this machine"
        ),
        (.badOffline("yes"), "WEIR_OFFLINE is 'yes', which is neither 1 nor 0"),
        (.bodyTooLarge(address, limitBytes: 9), "the answer of https://a.test/x is larger than 9 bytes"),
        (.fileTooLarge(address, limitBytes: 9), "the file at https://a.test/x is larger than 9 bytes"),
        (
            .privateAddress(address, address: "10.0.0.1"),
            "https://a.test/x leads to 10.0.0.1, which is no public address, and is not followed"
        ),
        (.unknownHost(address), "the host of https://a.test/x has no address in DNS"),
        (.timedOut(address, reason: "30 s"), "https://a.test/x took too long: 30 s"),
        (.untrusted(address, reason: "expired"), "the TLS certificate of https://a.test/x was refused: expired"),
        (.noCertificates("/ca"), "the file of trusted certificates '/ca' cannot be read"),
        (
            .credentialsRefused(address, status: 401, setting: nil, sent: true),
            "https://a.test/x refused the credentials (401)"
        ),
        (.credentialsRefused(address, status: 403, setting: nil, sent: false), "https://a.test/x refused access (403)"),
        (.notFound(address, status: 404), "https://a.test/x is not there (404)"),
        (.refused(address, status: 400), "https://a.test/x answered 400"),
        (.serverFailed(address, status: 500, attempts: 1), "https://a.test/x answered 500"),
        (.tooManyRequests(address, attempts: 5), "https://a.test/x refuses more requests for now (429), 5 times"),
        (
            .waitTooLong(address, status: 429, seconds: 900, limitSeconds: 300),
            "https://a.test/x answered 429 and asks to wait 900 s, longer than 300 s"
        ),
        (.htmlInstead(address), "https://a.test/x answered with an HTML page instead of data"),
        (.tooManyRedirects(address, limit: 10), "https://a.test/x redirects more than 10 times"),
        (.badRedirect(address, to: "file:///x"), "https://a.test/x redirects to file:///x, which is not followed"),
    ])
    func messagesSayWhatHappenedToWhat(_ error: WeirError, _ message: String) {
        #expect(error.message == message)
        #expect(error.hint != nil)
    }
}
