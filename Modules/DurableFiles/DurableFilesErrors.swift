import Diagnostics
import Foundation

extension WeirError {
    /// The error of a file operation that the system refused.
    ///
    /// - Parameters:
    ///   - errno: the system's number for the reason; a full disk, quota or file-size limit becomes `files.disk_full`.
    ///   - verb: what could not be done, as a participle: `written`, `read`, `renamed`.
    ///   - path: the file or folder.
    public static func fileFailure(errno code: Int32, _ verb: String, path: String) -> WeirError {
        let reason = String(cString: strerror(code)).lowercased()
        switch code {
        case ENOSPC, EDQUOT, EFBIG:
            return WeirError(
                "files.disk_full", "'\(path)' cannot be \(verb): \(reason)",
                hint: "free space on its disk (or raise the limit of size), then run the same command again")
        case ENOENT, ENOTDIR:
            return WeirError(
                "files.not_found", "'\(path)' cannot be \(verb): \(reason)", hint: "check the path", kind: .usage)
        case EACCES, EPERM, EROFS:
            return WeirError(
                "files.not_permitted", "'\(path)' cannot be \(verb): \(reason)",
                hint: "check the owner and the permissions of the file and of its folder", kind: .usage)
        default:
            return WeirError(
                "files.failed", "'\(path)' cannot be \(verb): \(reason)", hint: "check the disk that holds it")
        }
    }

    static func lockHeld(path: String, holder: LockFile.Holder?) -> WeirError {
        let who = holder.map { "process \($0.processID) (\($0.command))" } ?? "another process"
        return WeirError(
            "files.locked", "'\(path)' is held by \(who)",
            hint: "wait until it has ended, or stop it, then run the same command again", isRetryable: true)
    }

    static func lockUnsupported(path: String) -> WeirError {
        WeirError(
            "files.lock_unsupported", "the file system of '\(path)' has no locks",
            hint: "move the project to a local disk", kind: .usage)
    }

    static func outsideRoot(_ path: String, root: String, because reason: String) -> WeirError {
        WeirError(
            "files.outside_root", "the path '\(path)' does not stay inside '\(root)': \(reason)",
            hint: "use a path relative to that folder, without '..'", kind: .usage)
    }

    static func digestUnavailable() -> WeirError {
        WeirError("files.no_sha256", "libcrypto has no SHA-256 here", hint: "install the package libssl-dev")
    }

    static func writerFinished(path: String) -> WeirError {
        WeirError("files.writer_finished", "'\(path)' was already finished", hint: "open a new writer for it")
    }
}
