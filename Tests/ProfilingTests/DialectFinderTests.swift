import Testing

@testable import Profiling

@Suite struct DialectFinderTests {
    @Test(
        arguments: [
            ("id,name\n1,a\n2,b\n", ",", "\"", 2),
            ("id;price\n1;2,5\n2;3,5\n3;4,5\n", ";", "\"", 2),
            ("id\tname\n1\ta\n2\tb\n", "\t", "\"", 2),
            ("id|name|x\n1|a|2\n2|b|3\n", "|", "\"", 3),
            ("'id','name'\n'1','it''s, a'\n'2','it''s, b'\n'3','it''s, c'\n", ",", "'", 2),
            ("id,size\n1,5\"\n2,7\"\n3,8\" wide\n", ",", "\"", 2),
            ("id,size\n1,\"wide\n2,\"narrow\n3,\"flat\n4,\"low\n", ",", nil, 2),
            ("id^name^x\n1^a^2\n2^b^3\n", "^", "\"", 3),
            ("a b c\n1 2 3\n4 5 6\n7 8 9\n", " ", "\"", 3),
            ("name\nanna\nbob\n", ",", "\"", 1),
            ("at,v\n2024-01-01 10:00,1\n2024-01-01 11:00,2\n", ",", "\"", 2),
            ("id,text\n1,\"a, b; c\"\n2,\"d; e, f\"\n3,\"g\"\n", ",", "\"", 2),
        ] as [(String, String, String?, Int)])
    func theSignsThatMakeATableAreFound(_ text: String, _ delimiter: String, _ quote: String?, _ width: Int) {
        let found = DialectFinder(head: Array(text.utf8), isCut: false).find()
        #expect(String(UnicodeScalar(found.signs.delimiter)) == delimiter)
        #expect(found.signs.quote.map { String(UnicodeScalar($0)) } == quote)
        #expect(found.width == width)
    }

    @Test func aBackslashBeforeQuotesIsAnEscape() {
        let text = "id,say\n1,\"he said \\\"no\\\"\"\n2,\"she said \\\"yes\\\"\"\n"
        #expect(DialectFinder(head: Array(text.utf8), isCut: false).find().signs.escape == UInt8(ascii: "\\"))
    }

    @Test func whatAPersonNamedIsTaken() {
        let text = "a,b;c,d\n1,2;3,4\n5,6;7,8\n"
        let found = DialectFinder(head: Array(text.utf8), isCut: false).find(delimiter: UInt8(ascii: ";"))
        #expect(found.signs.delimiter == UInt8(ascii: ";"))
        #expect(found.width == 2)
    }
}
