import CCurl
import Diagnostics
import Foundation

/// One request under way: an easy handle, what came so far, and who waits for it. Lives on the loop's thread.
final class CurlTransfer {
    let id: UInt64
    let handle: UnsafeMutableRawPointer
    let continuation: CheckedContinuation<HTTPResponse, any Error>

    private let request: HTTPRequest
    private let receiver: BodyReceiver
    private let errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
    private var list: UnsafeMutablePointer<curl_slist>?
    private var headers = HTTPHeaders()
    private var failure: (any Error)?
    private let addresses: AddressGuard?

    init?(_ job: CurlJob, certificates: String?) {
        guard let handle = curl_easy_init() else { return nil }
        self.handle = handle
        id = job.id
        continuation = job.continuation
        request = job.request
        receiver = BodyReceiver(target: job.target, of: job.request, progress: job.progress)
        addresses = job.addresses
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        setAddress(certificates: certificates, decodes: job.target.decodes)
        setLimits(job.request.limits)
        setBody()
        setCallbacks()
        setGuard(proxy: job.proxy)
    }

    deinit {
        curl_easy_cleanup(handle)
        curl_slist_free_all(list)
        errorText.deallocate()
    }

    /// The transfer that a handle belongs to.
    static func of(_ handle: UnsafeMutableRawPointer) -> CurlTransfer? {
        weir_curl_context(handle).map { Unmanaged<CurlTransfer>.fromOpaque($0).takeUnretainedValue() }
    }

    /// The answer, or why there is none.
    func outcome(_ code: CURLcode) -> Result<HTTPResponse, any Error> {
        if let failure { return .failure(failure) }
        if code != CURLE_OK { return .failure(error(code)) }
        let status = weir_curl_status(handle)
        return Result {
            let body = try receiver.finish(status: status, headers: headers)
            return HTTPResponse(
                status: status, headers: headers, body: body, receivedBytes: receiver.receivedBytes, url: request.url)
        }
    }

    private func setAddress(certificates: String?, decodes: Bool) {
        weir_curl_set_text(handle, CURLOPT_URL, request.sentURL.absoluteString)
        weir_curl_set_text(handle, CURLOPT_PROTOCOLS_STR, "http,https")
        weir_curl_set_long(handle, CURLOPT_FOLLOWLOCATION, 0)
        weir_curl_set_long(handle, CURLOPT_NOSIGNAL, 1)
        weir_curl_set_long(handle, CURLOPT_SSL_VERIFYPEER, 1)
        weir_curl_set_long(handle, CURLOPT_SSL_VERIFYHOST, 2)
        if let certificates { weir_curl_set_text(handle, CURLOPT_CAINFO, certificates) }
        if request.url.isLoopback { weir_curl_set_text(handle, CURLOPT_PROXY, "") }
        // Files are kept as they came; what goes into memory may travel compressed.
        if decodes { weir_curl_set_text(handle, CURLOPT_ACCEPT_ENCODING, "") }
        for field in request.sentHeaders.fields { list = curl_slist_append(list, "\(field.name): \(field.value)") }
        list = curl_slist_append(list, "Expect:")
        weir_curl_set_list(handle, CURLOPT_HTTPHEADER, list)
    }

    private func setLimits(_ limits: HTTPRequest.TimeLimits) {
        weir_curl_set_long(handle, CURLOPT_CONNECTTIMEOUT_MS, max(1, Int(limits.connectSeconds * 1000)))
        weir_curl_set_long(handle, CURLOPT_LOW_SPEED_LIMIT, 1)
        weir_curl_set_long(handle, CURLOPT_LOW_SPEED_TIME, max(1, Int(limits.stallSeconds.rounded(.up))))
        if let total = limits.totalSeconds {
            weir_curl_set_long(handle, CURLOPT_TIMEOUT_MS, max(1, Int(total * 1000)))
        }
    }

    private func setBody() {
        if request.method == "HEAD" {
            weir_curl_set_long(handle, CURLOPT_NOBODY, 1)
        } else if request.method != "GET" || request.body != nil {
            let body = request.body ?? []
            weir_curl_set_size(handle, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count))
            body.withUnsafeBytes {
                _ = weir_curl_set_pointer(
                    handle, CURLOPT_COPYPOSTFIELDS, UnsafeMutableRawPointer(mutating: $0.baseAddress))
            }
            weir_curl_set_text(handle, CURLOPT_CUSTOMREQUEST, request.method)
        }
    }

    private func setCallbacks() {
        let context = Unmanaged.passUnretained(self).toOpaque()
        weir_curl_set_pointer(handle, CURLOPT_PRIVATE, context)
        weir_curl_set_pointer(handle, CURLOPT_ERRORBUFFER, errorText)
        weir_curl_set_pointer(handle, CURLOPT_WRITEDATA, context)
        weir_curl_set_bytes_function(handle, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
            guard let bytes, let context else { return 0 }
            let transfer = Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
            return transfer.take(UnsafeRawBufferPointer(start: bytes, count: size * count)) ? size * count : 0
        }
        weir_curl_set_pointer(handle, CURLOPT_HEADERDATA, context)
        weir_curl_set_bytes_function(handle, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
            guard let bytes, let context else { return 0 }
            let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
            Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue().takeHeader(line)
            return size * count
        }
    }

    /// Behind a guard every connection is looked at before it is made; one to a proxy was looked at by `CurlTransport`.
    private func setGuard(proxy: String?) {
        guard addresses != nil else { return }
        weir_curl_set_text(handle, CURLOPT_PROXY, proxy ?? "")
        guard proxy == nil else { return }
        weir_curl_set_pointer(handle, CURLOPT_OPENSOCKETDATA, Unmanaged.passUnretained(self).toOpaque())
        weir_curl_set_open_socket_function(handle) { context, _, place in
            guard let context else { return CURL_SOCKET_BAD }
            return Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue().open(place)
        }
    }

    private func open(_ place: UnsafeMutablePointer<curl_sockaddr>) -> curl_socket_t {
        let address = NetworkAddress(weir_curl_address(place))
        guard let addresses, let address, addresses.allows(address) else {
            failure = WeirError.privateAddress(request.maskedURL, address: address?.description)
            return CURL_SOCKET_BAD
        }
        let type = place.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue)
        return socket(place.pointee.family, type, place.pointee.protocol)
    }

    private func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
        do {
            try receiver.receive(bytes, status: weir_curl_status(handle), headers: headers)
            return true
        } catch {
            failure = error
            return false
        }
    }

    private func takeHeader(_ bytes: UnsafeRawBufferPointer) {
        let line = String(decoding: bytes, as: UTF8.self)
        if line.hasPrefix("HTTP/") { headers = HTTPHeaders() } else { headers.append(line: line[...]) }
    }

    private func error(_ code: CURLcode) -> WeirError {
        let told = String(cString: errorText)
        return .curl(code, told.isEmpty ? String(cString: curl_easy_strerror(code)) : told, request.maskedURL)
    }
}

extension HTTPBodyTarget {
    /// Whether a compressed body is wanted decompressed.
    fileprivate var decodes: Bool { if case .memory = self { true } else { false } }
}

extension WeirError {
    /// libcurl's codes in our words.
    static func curl(_ code: CURLcode, _ reason: String, _ address: String) -> WeirError {
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST: .unknownHost(address)
        case CURLE_COULDNT_RESOLVE_PROXY, CURLE_COULDNT_CONNECT: .unreachable(address, reason: reason)
        case CURLE_OPERATION_TIMEDOUT: .timedOut(address, reason: reason)
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_CACERT_BADFILE:
            .untrusted(address, reason: reason)
        case CURLE_PARTIAL_FILE, CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_GOT_NOTHING, CURLE_HTTP2,
            CURLE_HTTP2_STREAM, CURLE_SSL_CONNECT_ERROR:
            .brokenOff(address, reason: reason)
        default: .protocolFailure(address, reason: reason)
        }
    }
}
