import Terminal

/// An option that answers a question: with one text, or with several where a list is asked for.
struct AnswerOption: Sendable {
    /// As its command lists it.
    let option: any CommandOption
    /// What was given for it.
    let texts: @Sendable (Invocation) throws -> [String]

    init(_ id: String, _ summary: String, isList: Bool) {
        if isList {
            let option = Option.repeated(id, .text("TEXT"), summary)
            (self.option, texts) = (option, { try $0[option] })
        } else {
            let option = Option<String?>.optional(id, .text("TEXT"), summary)
            (self.option, texts) = (option, { try $0[option].map { [$0] } ?? [] })
        }
    }
}
