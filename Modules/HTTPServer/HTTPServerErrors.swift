import Diagnostics

extension WeirError {
    static func portTaken(port: UInt16, by holder: String?) -> WeirError {
        WeirError(
            "http_server.port_taken", "port \(port) is taken" + (holder.map { " by \($0)" } ?? " by another program"),
            hint: "stop it, or choose another port with --port (0 takes a free one)", kind: .usage)
    }

    static func notPermitted(port: UInt16) -> WeirError {
        WeirError(
            "http_server.not_permitted", "port \(port) may not be listened on by this user",
            hint: "choose a port of 1024 or more", kind: .usage)
    }

    static func addressUnusable(host: String, reason: String) -> WeirError {
        WeirError(
            "http_server.address_unusable", "the address '\(host)' cannot be listened on: \(reason)",
            hint: "127.0.0.1 is this machine alone, 0.0.0.0 every address it has", kind: .usage)
    }

    static func notStarted(host: String, port: Int) -> WeirError {
        WeirError(
            "http_server.not_started", "the server on \(host):\(port) did not start",
            hint: "look at the limits of open files and threads (`ulimit -n -u`)")
    }

    static func unreadable(file: String) -> WeirError {
        WeirError("http_server.unreadable_file", "the file '\(file)' cannot be read", hint: "check its permissions")
    }
}
