import Diagnostics
import Foundation

extension WeirError {
    static func unreadable(_ file: String, errno code: Int32) -> WeirError {
        WeirError(
            "archive.unreadable", "'\(file)' cannot be read: \(String(cString: strerror(code)).lowercased())",
            hint: "check that the file exists and may be read", kind: .usage)
    }

    static func notAnArchive(_ file: String, because reason: String) -> WeirError {
        WeirError(
            "archive.not_an_archive", "'\(file)' is not a zip, tar, gzip or zstd file: \(reason)",
            hint: "check the address that it came from: a server may have answered with an error page")
    }

    static func damaged(_ file: String, entry: String?, because reason: String) -> WeirError {
        let place = entry.map { " at '\($0)'" } ?? ""
        return WeirError(
            "archive.damaged", "'\(file)' is cut short or damaged\(place): \(reason)",
            hint: "remove the file and fetch it again")
    }

    static func encrypted(_ file: String, entry: String) -> WeirError {
        WeirError("archive.encrypted", "'\(entry)' in '\(file)' is encrypted", hint: "unpack it by hand first")
    }

    static func unsafePath(_ file: String, entry: String) -> WeirError {
        WeirError(
            "archive.unsafe_path", "'\(file)' holds an entry whose path leads out of the archive: '\(entry)'",
            hint: "do not unpack this file; ask for another from its owner")
    }

    static func duplicateEntry(_ file: String, entry: String) -> WeirError {
        WeirError(
            "archive.duplicate_entry", "'\(file)' holds '\(entry)' twice",
            hint: "unpack it by hand and keep the entry that is right")
    }

    static func tooLarge(_ file: String, _ limit: String) -> WeirError {
        WeirError(
            "archive.too_large", "'\(file)' unpacks to more than \(limit)",
            hint: "raise the limit if the file is what you expect; it may be an archive that was made to fill disks")
    }

    static func cannotWrite(because reason: String) -> WeirError {
        WeirError("archive.cannot_write", "an archive cannot be written: \(reason)", hint: "free space on the disk")
    }

    static func libraryFailed() -> WeirError {
        WeirError("archive.library_failed", "libarchive cannot start", hint: "free memory, or install libarchive13")
    }
}
