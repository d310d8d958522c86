import Diagnostics
import HTTPServer

/// Who may read: everybody on a server that only this machine reaches, else whoever knows the token.
///
/// A program sends it as `Authorization: Bearer …`. A browser opens any address with `?token=…` once and gets a cookie.
struct Access: Sendable {
    static let cookie = "weir_token"

    let token: Secret?

    /// The answer to a request that may not pass, or nil.
    func refusal(of request: WebRequest) -> WebResponse? {
        guard let token, request.path != "/healthz" else { return nil }
        if let bearer = request.headers["Authorization"], bearer.lowercased().hasPrefix("bearer ") {
            return isToken(String(bearer.dropFirst(7)), token) ? nil : unauthorized
        }
        if let sent = request.query["token"] {
            return isToken(sent, token) ? entrance(request, token) : unauthorized
        }
        if let held = request.cookie(Self.cookie), isToken(PercentCoding.decode(held), token) { return nil }
        return unauthorized
    }

    /// Sets the cookie and leads to the same address without the token.
    private func entrance(_ request: WebRequest, _ token: Secret) -> WebResponse {
        let rest = request.query.items.filter { $0.name != "token" }
            .map { "\(PercentCoding.encode($0.name))=\(PercentCoding.encode($0.value))" }.joined(separator: "&")
        let path = request.segments.map(PercentCoding.encode).joined(separator: "/")
        var response = WebResponse.redirect(to: "/" + path + (rest.isEmpty ? "" : "?" + rest))
        response.headers["Set-Cookie"] =
            "\(Self.cookie)=\(PercentCoding.encode(token.value)); Path=/; HttpOnly; SameSite=Strict; Max-Age=2592000"
        response.headers["Cache-Control"] = "no-store"
        return response
    }

    private var unauthorized: WebResponse {
        var response = WebResponse.text("this dashboard asks for a token: open it with ?token=… once\n", status: 401)
        response.headers["WWW-Authenticate"] = "Bearer realm=\"weir\""
        return response
    }

    /// Compares in a time that depends on the lengths alone.
    private func isToken(_ sent: String, _ token: Secret) -> Bool {
        let (left, right) = (Array(sent.utf8), Array(token.value.utf8))
        var difference = UInt(bitPattern: left.count ^ right.count)
        for index in left.indices {
            difference |= UInt(left[index] ^ (right.isEmpty ? 0 : right[index % right.count]))
        }
        return difference == 0 && !right.isEmpty
    }
}
