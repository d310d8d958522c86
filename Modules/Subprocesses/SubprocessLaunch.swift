import Diagnostics
import Foundation

/// What to start: a program, its words, where, and with which environment.
public struct SubprocessLaunch: Sendable, Hashable {
    /// A path, or a name that is looked for in the `PATH` of its environment.
    public var program: String
    /// The words behind the program's name.
    public var arguments: [String]
    /// The folder it starts in, to which a relative path of the program refers; nil for this process's own.
    public var directory: URL?
    /// All of its variables; nil for this process's own.
    public var environment: [String: String]?
    /// Whether it leads a group of processes of its own, so that a signal reaches all that it started and Ctrl-C does not.
    public var leadsGroup: Bool

    /// A launch; by default in this process's folder, with its environment, as a group of its own.
    public init(
        _ program: String, _ arguments: [String] = [], directory: URL? = nil, environment: [String: String]? = nil,
        leadsGroup: Bool = true
    ) {
        self.program = program
        self.arguments = arguments
        self.directory = directory
        self.environment = environment
        self.leadsGroup = leadsGroup
    }

    /// The folders in which a name is looked for.
    var searchPath: [String] {
        let path = (environment ?? ProcessInfo.processInfo.environment)["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
        return path.split(separator: ":").map(String.init)
    }

    /// The program's path: as it is given, or the first of its name on `PATH` that may be run.
    func path() throws -> String {
        if program.contains("/") { return program }
        let places = searchPath.map { "\($0)/\(program)" }
        let files = FileManager.default
        if let place = places.first(where: { files.isExecutableFile(atPath: $0) && !files.isFolder($0) }) {
            return place
        }
        throw WeirError.programMissing(program, searched: searchPath)
    }
}

extension FileManager {
    func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }
}

/// Where a program reads from.
public enum SubprocessInput: Sendable, Hashable {
    /// Nothing: it reads an end at once.
    case null
    /// What this process reads from.
    case inherited
    /// An open descriptor, which stays the caller's to close.
    case descriptor(Int32)
}

/// Where a program writes to.
public enum SubprocessOutput: Sendable, Hashable {
    /// Nowhere.
    case null
    /// Where this process writes to.
    case inherited
    /// An open descriptor, which stays the caller's to close.
    case descriptor(Int32)
    /// A file, made empty first.
    case file(URL)
    /// Into memory, where the last bytes are kept, or all; `Subprocess.output` and `.messages` give them.
    case kept(lastBytes: Int? = nil)
}

/// How a program ended.
public enum SubprocessEnding: Sendable, Hashable, CustomStringConvertible {
    /// With this exit code.
    case exited(Int32)
    /// By this signal.
    case signalled(Int32)

    /// Whether it exited with 0.
    public var isSuccess: Bool { self == .exited(0) }

    public var description: String {
        switch self {
        case .exited(let code): "exit code \(code)"
        case .signalled(let number): "signal \(number)"
        }
    }
}
