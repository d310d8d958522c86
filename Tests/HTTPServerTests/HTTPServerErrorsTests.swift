import Diagnostics
import Testing

@testable import HTTPServer

@Suite struct HTTPServerErrorsTests {
    @Test(arguments: [
        (
            WeirError.portTaken(port: 8080, by: "process 7 (weir serve)"),
            "port 8080 is taken by process 7 (weir serve)",
            "stop it, or choose another port with --port (0 takes a free one)"
        ),
        (
            .portTaken(port: 80, by: nil), "port 80 is taken by another program",
            "stop it, or choose another port with --port (0 takes a free one)"
        ),
        (
            .notPermitted(port: 80), "port 80 may not be listened on by this user", "choose a port of 1024 or more"
        ),
        (
            .addressUnusable(host: "nowhere", reason: "unknown name"),
            "the address 'nowhere' cannot be listened on: unknown name",
            "127.0.0.1 is this machine alone, 0.0.0.0 every address it has"
        ),
        (
            .notStarted(host: "::1", port: 80), "the server on ::1:80 did not start",
            "look at the limits of open files and threads (`ulimit -n -u`)"
        ),
        (.unreadable(file: "/a"), "the file '/a' cannot be read", "check its permissions"),
    ])
    func messagesSayWhatAndWhatNext(error: WeirError, message: String, hint: String) {
        #expect(error.message == message)
        #expect(error.hint == hint)
    }

    @Test func anUnknownHostIsSaid() {
        var options = WebServer.Options()
        options.host = "256.0.0.1"
        let error = #expect(throws: WeirError.self) { try WebServer.start(options, routes: []) }
        #expect(error?.code == "http_server.address_unusable")
    }
}
