/// Puts the queries of ephemeral models in front of the query that reads them.
enum EphemeralInjection {
    /// The name of an ephemeral model's subquery.
    static func name(_ identifier: String) -> String { "__dbt__cte__\(identifier)" }

    /// `query` with these subqueries: right after its own `with` or `with recursive`, else after a new `with`.
    static func inject(_ subqueries: [(name: String, sql: MappedSQL)], into query: MappedSQL) -> MappedSQL {
        guard !subqueries.isEmpty else { return query }
        var list = MappedSQL("")
        for (index, subquery) in subqueries.enumerated() {
            list = list + (index > 0 ? ", " : "") + "\(subquery.name) as (\n" + subquery.sql + "\n)"
        }
        let bytes = Array(query.text.utf8)
        let start = endOfSpace(bytes, from: 0)
        guard let afterWith = endOfWord("with", bytes, from: start) else {
            let (head, tail) = query.split(atUTF8Offset: start)
            return head + "with " + list + "\n" + tail
        }
        let afterRecursive = endOfWord("recursive", bytes, from: endOfSpace(bytes, from: afterWith))
        let (head, tail) = query.split(atUTF8Offset: afterRecursive ?? afterWith)
        return head + " " + list + ", " + tail
    }

    /// The place behind white space and comments.
    private static func endOfSpace(_ bytes: [UInt8], from start: Int) -> Int {
        var place = start
        while place < bytes.count {
            if [0x20, 0x09, 0x0A, 0x0D].contains(bytes[place]) {
                place += 1
            } else if bytes[place...].starts(with: "--".utf8) {
                place = bytes[place...].firstIndex(of: 0x0A) ?? bytes.count
            } else if bytes[place...].starts(with: "/*".utf8) {
                var end = place + 2
                while end < bytes.count, !bytes[end...].starts(with: "*/".utf8) { end += 1 }
                place = min(end + 2, bytes.count)
            } else {
                break
            }
        }
        return place
    }

    /// The place behind a word that stands at `start` in any case, or nil.
    private static func endOfWord(_ word: String, _ bytes: [UInt8], from start: Int) -> Int? {
        let wanted = Array(word.utf8)
        guard start + wanted.count <= bytes.count,
            zip(bytes[start...], wanted).allSatisfy({ $0 | 0x20 == $1 })
        else { return nil }
        let end = start + wanted.count
        guard end < bytes.count else { return end }
        let isName =
            bytes[end] == 0x5F || (0x30...0x39).contains(bytes[end]) || (0x41...0x5A).contains(bytes[end] & 0xDF)
        return isName ? nil : end
    }
}
