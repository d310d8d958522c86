/// Something that has a value, with the UTF-8 offset that an error about it points to.
struct Expression: Sendable {
    indirect enum Kind: Sendable {
        case literal(Literal)
        case name(String)
        case list([Expression])
        case tuple([Expression])
        case dict([(key: Expression, value: Expression)])
        case attribute(Expression, String)
        case item(Expression, Expression)
        case slice(Expression?, Expression?, Expression?)
        case call(Expression, CallArguments)
        /// A filter; without an operand it is applied to the body of a block.
        case filter(Expression?, name: String, CallArguments)
        case test(Expression, name: String, CallArguments)
        case negate(Expression)
        case plus(Expression)
        case not(Expression)
        case and(Expression, Expression)
        case or(Expression, Expression)
        case binary(BinaryOperator, Expression, Expression)
        case concatenation([Expression])
        case comparison(Expression, [(comparator: Comparator, operand: Expression)])
        case conditional(condition: Expression, then: Expression, otherwise: Expression?)
    }

    enum Literal: Sendable {
        case none
        case bool(Bool)
        case integer(Int)
        case float(Double)
        case string(String)
    }

    enum BinaryOperator: String, Sendable {
        case add = "+"
        case subtract = "-"
        case multiply = "*"
        case divide = "/"
        case floorDivide = "//"
        case modulo = "%"
        case power = "** or pow()"
    }

    enum Comparator: String, Sendable {
        case equal = "=="
        case notEqual = "!="
        case less = "<"
        case lessEqual = "<="
        case greater = ">"
        case greaterEqual = ">="
        case isIn = "in"
        case isNotIn = "not in"
    }

    var kind: Kind
    var offset: Int
}

/// What stands between the parentheses of a call.
struct CallArguments: Sendable {
    var positional: [Expression] = []
    var named: [(name: String, value: Expression)] = []
    var spread: Expression?
    var namedSpread: Expression?

    var isEmpty: Bool { positional.isEmpty && named.isEmpty && spread == nil && namedSpread == nil }
}

/// What a value is given to: a name, several, or an attribute of a namespace.
indirect enum AssignmentTarget: Sendable {
    case name(String)
    case tuple([AssignmentTarget])
    case namespaceAttribute(String, String)
}
