import CCurl
import Diagnostics
import Foundation
import Synchronization

/// The thread on which all transfers of a transport run, around one curl multi handle.
final class CurlLoop: Sendable {
    private struct Inbox {
        var lastID: UInt64 = 0
        var jobs: [CurlJob] = []
        var cancelled: Set<UInt64> = []
        var isStopped = false
    }

    /// The multi handle.
    ///
    /// Unchecked: only the loop's thread uses it, except for `curl_multi_wakeup`, which libcurl allows from any thread
    /// while the handle lives; it is cleaned up in `deinit`, when neither the thread nor a caller holds the loop.
    private struct Multi: @unchecked Sendable { let handle: UnsafeMutableRawPointer }

    private static let ready: CURLcode = weir_curl_global_init()

    private let inbox = Mutex(Inbox())
    private let multi: Multi
    private let certificates: String?

    init(certificates: String?) throws {
        guard Self.ready == CURLE_OK, let handle = curl_multi_init() else {
            throw WeirError.protocolFailure("libcurl", reason: "it does not start")
        }
        multi = Multi(handle: handle)
        self.certificates = certificates
    }

    deinit { curl_multi_cleanup(multi.handle) }

    func start() {
        let thread = Thread { self.run() }
        thread.name = "weir.http"
        thread.start()
    }

    func stop() {
        inbox.withLock { $0.isStopped = true }
        wake()
    }

    func newID() -> UInt64 {
        inbox.withLock {
            $0.lastID += 1
            return $0.lastID
        }
    }

    func submit(_ job: CurlJob) {
        inbox.withLock { $0.jobs.append(job) }
        wake()
    }

    /// Asks for the end of a request, submitted already or not yet.
    func cancel(_ id: UInt64) {
        _ = inbox.withLock { $0.cancelled.insert(id) }
        wake()
    }

    /// Drops what is noted about a request that has ended.
    func forget(_ id: UInt64) { _ = inbox.withLock { $0.cancelled.remove(id) } }

    private func wake() { curl_multi_wakeup(multi.handle) }

    private func run() {
        var active: [UInt64: CurlTransfer] = [:]
        while true {
            let (jobs, cancelled, isStopped) = inbox.withLock { inbox in
                defer { inbox.jobs = [] }
                return (inbox.jobs, inbox.cancelled, inbox.isStopped)
            }
            for job in jobs { start(job, in: &active) }
            for id in isStopped ? Set(active.keys) : cancelled {
                if let transfer = active.removeValue(forKey: id) { end(transfer, .failure(CancellationError())) }
            }
            if isStopped { return }
            var running: Int32 = 0
            curl_multi_perform(multi.handle, &running)
            collect(&active)
            curl_multi_poll(multi.handle, nil, 0, active.isEmpty ? 60_000 : 1_000, nil)
        }
    }

    private func start(_ job: CurlJob, in active: inout [UInt64: CurlTransfer]) {
        guard let transfer = CurlTransfer(job, certificates: certificates) else {
            job.continuation.resume(throwing: WeirError.protocolFailure("libcurl", reason: "out of memory"))
            return
        }
        active[job.id] = transfer
        curl_multi_add_handle(multi.handle, transfer.handle)
    }

    private func collect(_ active: inout [UInt64: CurlTransfer]) {
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi.handle, &left)?.pointee {
            guard message.msg == CURLMSG_DONE, let handle = message.easy_handle,
                let transfer = CurlTransfer.of(handle), active.removeValue(forKey: transfer.id) != nil
            else { continue }
            end(transfer, transfer.outcome(message.data.result))
        }
    }

    private func end(_ transfer: CurlTransfer, _ result: Result<HTTPResponse, any Error>) {
        curl_multi_remove_handle(multi.handle, transfer.handle)
        transfer.continuation.resume(with: result)
    }
}
