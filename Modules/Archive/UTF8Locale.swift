import Foundation

/// Runs libarchive under a UTF-8 locale of this thread: in the C locale every name that is not ASCII is lost.
enum UTF8Locale {
    static func run<Result>(_ body: () throws -> Result) rethrows -> Result {
        guard let locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil) else { return try body() }
        let before = uselocale(locale)
        defer {
            uselocale(before)
            freelocale(locale)
        }
        return try body()
    }
}
