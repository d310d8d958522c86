import CCurl
import Diagnostics
import Foundation

/// Requests over libcurl: HTTP/1.1 and 2, TLS verified, connections kept between requests.
///
/// All requests of one transport run on one thread of its own, which ends with the transport. Proxies are taken from
/// `https_proxy` and the like, never for this machine itself; trusted certificates from `CURL_CA_BUNDLE` or
/// `SSL_CERT_FILE` where one is set, else from the system. Under `WEIR_OFFLINE=1` every request to another machine is refused,
/// also where only the process's own environment says so: a caller that hands over another one does not lift it.
public final class CurlTransport: HTTPTransport {
    private let loop: CurlLoop
    private let isOffline: Bool
    private let addresses: AddressGuard?
    private let proxies: ProxySettings

    /// A transport with its thread; throws when libcurl cannot start or the certificates' file cannot be read.
    ///
    /// With `addresses` it connects to no other ones: each is looked at when the host's name is resolved, for every request
    /// and so after every redirect. A request that goes through a proxy is looked at by this machine's own name server.
    public init(
        environment: [String: String] = ProcessInfo.processInfo.environment, addresses: AddressGuard? = nil
    ) throws {
        isOffline = try [environment, ProcessInfo.processInfo.environment].contains { try OfflineSetting.isOn($0) }
        self.addresses = addresses
        proxies = ProxySettings(environment)
        let bundle = ["CURL_CA_BUNDLE", "SSL_CERT_FILE"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        if let bundle, !FileManager.default.isReadableFile(atPath: bundle) { throw WeirError.noCertificates(bundle) }
        loop = try CurlLoop(certificates: bundle)
        loop.start()
    }

    deinit { loop.stop() }

    public func perform(
        _ request: HTTPRequest, into target: HTTPBodyTarget, progress: @escaping HTTPProgress
    ) async throws -> HTTPResponse {
        guard ["http", "https"].contains(request.url.scheme?.lowercased()), request.url.host?.isEmpty == false else {
            throw WeirError.notHTTP(request.maskedURL)
        }
        if isOffline, !request.url.isLoopback { throw WeirError.offline(request.maskedURL) }
        let proxy = addresses == nil ? nil : proxies.proxy(for: request.url)
        if let addresses, proxy != nil { try await addresses.check(request) }
        let id = loop.newID()
        defer { loop.forget(id) }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                loop.submit(
                    CurlJob(
                        id: id, request: request, target: target, addresses: addresses, proxy: proxy,
                        progress: progress,
                        continuation: continuation))
            }
        } onCancel: {
            loop.cancel(id)
        }
    }
}

/// One request on its way to the loop's thread.
struct CurlJob: Sendable {
    let id: UInt64
    let request: HTTPRequest
    let target: HTTPBodyTarget
    let addresses: AddressGuard?
    let proxy: String?
    let progress: HTTPProgress
    let continuation: CheckedContinuation<HTTPResponse, any Error>
}
