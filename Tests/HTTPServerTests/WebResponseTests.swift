import Testing

@testable import HTTPServer

@Suite struct WebResponseTests {
    private func text(_ response: WebResponse) -> String? {
        guard case .bytes(let bytes) = response.body else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(arguments: [
        ("bytes=2-4", 206, "234", "bytes 2-4/10"), ("bytes=7-", 206, "789", "bytes 7-9/10"),
        ("bytes=-2", 206, "89", "bytes 8-9/10"), ("bytes=8-99", 206, "89", "bytes 8-9/10"),
        ("bytes=10-", 416, "", "bytes */10"), ("bytes=0-1,3-4", 200, "0123456789", nil),
        ("lines=1-2", 200, "0123456789", nil),
    ])
    func aRangeIsCutOut(range: String, status: Int, body: String, contentRange: String?) {
        var whole = WebResponse.text("0123456789")
        whole.headers["Accept-Ranges"] = "bytes"
        let part = whole.ranged(by: WebRequest("GET", "/", headers: ["Range": range]))
        #expect(part.status == status)
        #expect(text(part) == body)
        #expect(part.headers["Content-Range"] == contentRange)
    }

    @Test(arguments: [("\"v1\"", 304), ("\"v0\", \"v1\"", 304), ("W/\"v1\"", 304), ("*", 304), ("\"v2\"", 200)])
    func aHeldVersionIsNotSentAgain(held: String, status: Int) {
        let response = WebResponse.bytes([1], type: "text/css", tag: "v1")
        #expect(response.conditional(on: WebRequest("GET", "/", headers: ["If-None-Match": held])).status == status)
    }

    @Test func aLineBreakCannotForgeAHeaderField() {
        var headers = WebHeaders()
        headers.add("Location", "/a\r\nSet-Cookie: x=y")
        #expect(headers["location"] == "/a  Set-Cookie: x=y")
    }

    @Test(arguments: [
        ("a=1&b=2", "b", "2"), ("a=1&a=2", "a", "1"), ("q=a%26b", "q", "a&b"), ("q=a+b", "q", "a b"),
        ("flag", "flag", ""), ("q=50%", "q", "50%"), ("q=a=b", "q", "a=b"),
    ])
    func aQueryIsDecoded(text: String, name: String, value: String) {
        #expect(QueryString(text)[name] == value)
    }

    @Test func whatIsEncodedComesBack() {
        let text = "Broadway & E 14 St / ñ 100%"
        #expect(PercentCoding.encode("a b/ñ") == "a%20b%2F%C3%B1")
        #expect(PercentCoding.decode(PercentCoding.encode(text)) == text)
    }
}
