import Diagnostics
import Foundation

// The wording of this module's errors. `address` is masked already.
extension WeirError {
    static func notHTTP(_ address: String) -> WeirError {
        WeirError(
            "http.not_http", "'\(address)' is no http or https address", hint: "write it with https:// in front",
            kind: .usage)
    }

    static func offline(_ address: String) -> WeirError {
        WeirError(
            "http.offline",
            "\(address) was not asked: WEIR_OFFLINE is 1 in the environment, so requests stay on this machine",
            hint: "awos sets it for what a check runs, which has to bring its data; anywhere else, unset it",
            kind: .usage)
    }

    static func badOffline(_ text: String) -> WeirError {
        WeirError(
            "http.bad_offline", "WEIR_OFFLINE is '\(text)', which is neither 1 nor 0",
            hint: "1 keeps requests on this machine; unset it to reach others", kind: .usage)
    }

    static func bodyTooLarge(_ address: String, limitBytes: Int) -> WeirError {
        WeirError(
            "http.body_too_large", "the answer of \(address) is larger than \(limitBytes) bytes",
            hint: "ask for less at a time: a smaller page or a shorter window")
    }

    static func fileTooLarge(_ address: String, limitBytes: Int) -> WeirError {
        WeirError(
            "http.file_too_large", "the file at \(address) is larger than \(limitBytes) bytes",
            hint: "free space on the disk, or get it by another way")
    }

    static func privateAddress(_ address: String, address found: String?) -> WeirError {
        WeirError(
            "http.private_address",
            "\(address) leads to \(found ?? "an address"), which is no public address, and is not followed",
            hint: "a link from outside must not reach into your network; allow it if this one may", kind: .usage)
    }

    static func unwritable(_ path: String, reason: String, code: Int32) -> WeirError {
        let isFull = [ENOSPC, EDQUOT, EFBIG].contains(code)
        return WeirError(
            isFull ? "http.disk_full" : "http.unwritable", "'\(path)' cannot be written: \(reason)",
            hint: isFull
                ? "make room on that disk and run again: what came so far is kept" : "check its folder's permissions")
    }

    static func unreachable(_ address: String, reason: String) -> WeirError {
        WeirError(
            "http.unreachable", "no connection to \(address): \(reason)",
            hint: "check the address and this machine's network", isRetryable: true)
    }

    static func unknownHost(_ address: String) -> WeirError {
        WeirError(
            "http.unknown_host", "the host of \(address) has no address in DNS",
            hint: "check the spelling of the host and this machine's name server", isRetryable: true)
    }

    static func timedOut(_ address: String, reason: String) -> WeirError {
        WeirError(
            "http.timed_out", "\(address) took too long: \(reason)",
            hint: "run again later; the server or the line is slow", isRetryable: true)
    }

    static func untrusted(_ address: String, reason: String) -> WeirError {
        WeirError(
            "http.untrusted", "the TLS certificate of \(address) was refused: \(reason)",
            hint: "if a proxy of yours signs it, name its certificate file in SSL_CERT_FILE")
    }

    static func noCertificates(_ path: String) -> WeirError {
        WeirError(
            "http.no_certificates", "the file of trusted certificates '\(path)' cannot be read",
            hint: "install ca-certificates, or correct SSL_CERT_FILE or CURL_CA_BUNDLE", kind: .usage)
    }

    static func brokenOff(_ address: String, reason: String) -> WeirError {
        WeirError("http.broken_off", "the answer of \(address) broke off: \(reason)", isRetryable: true)
    }

    static func protocolFailure(_ address: String, reason: String) -> WeirError {
        WeirError("http.protocol", "\(address) cannot be read: \(reason)")
    }

    static func credentialsRefused(_ address: String, status: Int, setting: String?, sent: Bool) -> WeirError {
        let hint =
            switch (setting, sent) {
            case (let setting?, true): "check the setting \(setting)"
            case (let setting?, false): "the setting \(setting) is empty: put the credentials there"
            case (nil, true): "check the credentials of this source"
            case (nil, false): "the server wants credentials and this source sends none"
            }
        return WeirError(
            "http.credentials_refused", "\(address) refused \(sent ? "the credentials" : "access") (\(status))",
            hint: hint)
    }

    static func notFound(_ address: String, status: Int) -> WeirError {
        WeirError("http.not_found", "\(address) is not there (\(status))", hint: "check the address")
    }

    static func refused(_ address: String, status: Int) -> WeirError {
        WeirError("http.refused", "\(address) answered \(status)", hint: "check the request's parameters")
    }

    static func serverFailed(_ address: String, status: Int, attempts: Int) -> WeirError {
        WeirError(
            "http.server_failed", "\(address) answered \(status)\(tried(attempts))", hint: "run again later",
            isRetryable: true)
    }

    static func tooManyRequests(_ address: String, attempts: Int) -> WeirError {
        WeirError(
            "http.too_many_requests", "\(address) refuses more requests for now (429)\(tried(attempts))",
            hint: "run again later, or ask for less", isRetryable: true)
    }

    static func waitTooLong(_ address: String, status: Int, seconds: Int, limitSeconds: Int) -> WeirError {
        WeirError(
            "http.wait_too_long",
            "\(address) answered \(status) and asks to wait \(seconds) s, longer than \(limitSeconds) s",
            hint: "run again after that time", isRetryable: true)
    }

    static func htmlInstead(_ address: String) -> WeirError {
        WeirError(
            "http.html_instead", "\(address) answered with an HTML page instead of data",
            hint: "open it in a browser: it may be a log-in page, a proxy's notice, or a wrong address")
    }

    static func tooManyRedirects(_ address: String, limit: Int) -> WeirError {
        WeirError("http.too_many_redirects", "\(address) redirects more than \(limit) times", hint: "check the address")
    }

    static func badRedirect(_ address: String, to target: String) -> WeirError {
        WeirError(
            "http.bad_redirect", "\(address) redirects to \(target), which is not followed",
            hint: "only http and https are followed, and never from https to http")
    }

    private static func tried(_ attempts: Int) -> String { attempts > 1 ? ", \(attempts) times" : "" }
}
