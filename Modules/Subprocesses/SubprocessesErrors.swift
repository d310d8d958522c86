import Diagnostics
import Foundation

extension WeirError {
    /// The error of a program that did not start, by the number that the system gave.
    static func notStarted(_ launch: SubprocessLaunch, errorNumber: Int32) -> WeirError {
        let program = launch.program
        if let folder = launch.directory?.path, !FileManager.default.isFolder(folder) {
            return WeirError(
                "subprocess.missing", "'\(program)' cannot start in \(folder): there is no such folder", kind: .usage)
        }
        let place = URL(filePath: program, relativeTo: launch.directory).path
        switch errorNumber {
        case ENOENT where FileManager.default.fileExists(atPath: place):
            return WeirError(
                "subprocess.missing", "'\(program)' did not start: what its first line names is not there",
                hint: "install that, or correct the line", kind: .usage)
        case ENOENT:
            return WeirError(
                "subprocess.missing", "there is no program \(program)", hint: "install it, or correct the path",
                kind: .usage)
        case EACCES:
            return WeirError(
                "subprocess.not_started", "'\(program)' may not be run", hint: "make it executable: chmod +x",
                kind: .usage)
        default:
            return WeirError(
                "subprocess.not_started", "'\(program)' did not start: \(String(cString: strerror(errorNumber)))")
        }
    }

    static func programMissing(_ name: String, searched: [String]) -> WeirError {
        WeirError(
            "subprocess.missing", "there is no program '\(name)'", hint: "install it, or give its path",
            notes: searched.map { "searched: \($0)" }, kind: .usage)
    }

    static func noDescriptor(_ path: String?, errorNumber: Int32) -> WeirError {
        let reason = String(cString: strerror(errorNumber))
        return WeirError(
            "subprocess.not_started", (path.map { "\($0) cannot be opened: " } ?? "no pipe can be opened: ") + reason)
    }
}
