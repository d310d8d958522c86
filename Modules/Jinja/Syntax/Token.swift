/// One piece of a template, with the UTF-8 offset at which it begins.
struct Token: Sendable {
    enum Kind: Sendable, Equatable {
        /// Text outside of tags, as it is written out.
        case data(String)
        case variableBegin
        case variableEnd
        case blockBegin
        case blockEnd
        case name(String)
        case string(String)
        case integer(Int)
        case float(Double)
        case symbol(Symbol)
        case end
    }

    /// An operator or a bracket.
    enum Symbol: String, Sendable {
        case add = "+"
        case subtract = "-"
        case divide = "/"
        case floorDivide = "//"
        case multiply = "*"
        case modulo = "%"
        case power = "**"
        case tilde = "~"
        case leftBracket = "["
        case rightBracket = "]"
        case leftParenthesis = "("
        case rightParenthesis = ")"
        case leftBrace = "{"
        case rightBrace = "}"
        case equal = "=="
        case notEqual = "!="
        case greater = ">"
        case greaterEqual = ">="
        case less = "<"
        case lessEqual = "<="
        case assign = "="
        case dot = "."
        case colon = ":"
        case pipe = "|"
        case comma = ","
        case semicolon = ";"
    }

    var kind: Kind
    var offset: Int
    /// Where the token ends; text that is trimmed at its end is followed by bytes that belong to no token.
    var end: Int

    /// The token as a person would name it in an error.
    var described: String {
        switch kind {
        case .data: "text"
        case .variableBegin: "'{{'"
        case .variableEnd: "'}}'"
        case .blockBegin: "'{%'"
        case .blockEnd: "'%}'"
        case .name(let name): "'\(name)'"
        case .string: "a string"
        case .integer(let value): "\(value)"
        case .float(let value): "\(value)"
        case .symbol(let symbol): "'\(symbol.rawValue)'"
        case .end: "the end of the file"
        }
    }
}
