/// How large a text is for a language model, as awos counts: UTF-8 bytes / 3.5, rounded up.
///
/// Every model counts differently; this count is the same everywhere and today, and never far from theirs.
public enum TokenCount {
    /// The tokens of a text.
    public static func of(_ text: some StringProtocol) -> Int { ofBytes(text.utf8.count) }

    /// The tokens of so many bytes: bytes / 3.5, rounded up.
    static func ofBytes(_ bytes: Int) -> Int { (2 * bytes + 6) / 7 }

    /// The bytes that so many tokens hold.
    static func bytes(of tokens: Int) -> Int { tokens * 7 / 2 }
}
