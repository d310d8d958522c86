import Diagnostics

// The wording of errors about values: operations that a type does not have.

extension JinjaFault {
    static func unhashable(_ type: String) -> JinjaFault {
        JinjaFault("jinja.unhashable", "a \(type) cannot be the key of a dict")
    }
    static func unorderable(_ comparator: String, _ left: String, _ right: String) -> JinjaFault {
        JinjaFault("jinja.unorderable", "'\(comparator)' does not compare \(left) and \(right)")
    }
    static func badOperands(_ operation: String, _ left: String, _ right: String) -> JinjaFault {
        let isText = operation == "+" && (left == "str" || right == "str")
        return JinjaFault(
            "jinja.bad_operands", "'\(operation)' does not take \(left) and \(right)",
            hint: isText ? "join text with ~, which takes any value" : nil)
    }
    static func badOperand(_ sign: String, _ type: String) -> JinjaFault {
        JinjaFault("jinja.bad_operands", "'\(sign)' does not take \(type)")
    }
    static func overflow() -> JinjaFault {
        JinjaFault("jinja.overflow", "a whole number leaves the range of 64 bits", hint: "let the engine compute it")
    }
    static func tooLarge() -> JinjaFault { JinjaFault("jinja.too_large", "a repeated value becomes too large") }
    static func divisionByZero() -> JinjaFault { JinjaFault("jinja.division_by_zero", "division by zero") }
    static func notSearchable(_ type: String) -> JinjaFault {
        JinjaFault("jinja.not_searchable", "'in' looks for text in text, not for \(type)")
    }
    static func notIterable(_ type: String) -> JinjaFault {
        JinjaFault("jinja.not_iterable", "a value of type \(type) has no items to go over")
    }
    static func noLength(_ type: String) -> JinjaFault {
        JinjaFault("jinja.no_length", "a value of type \(type) has no length", hint: "make a list of it with |list")
    }
    static func notSliceable(_ type: String) -> JinjaFault {
        JinjaFault(
            "jinja.not_sliceable", "a value of type \(type) cannot be sliced", hint: "make a list of it with |list")
    }
    static func zeroStep() -> JinjaFault { JinjaFault("jinja.zero_step", "a step must not be zero") }
    static func badIndex(_ type: String) -> JinjaFault {
        JinjaFault("jinja.bad_index", "a slice takes whole numbers, not \(type)")
    }
    static func misplacedSlice() -> JinjaFault {
        JinjaFault("jinja.syntax", "a slice stands for itself in brackets, not among others")
    }
    static func notMapping(_ type: String) -> JinjaFault {
        JinjaFault("jinja.not_mapping", "a dict is needed, found \(type)")
    }
    static func notConvertible(to type: String) -> JinjaFault {
        JinjaFault("jinja.not_convertible", "the value cannot be read as a \(type)")
    }
    static func notFound(_ what: String) -> JinjaFault { JinjaFault("jinja.not_found", "\(what) is not there") }
    static func badFormat(_ reason: String) -> JinjaFault { JinjaFault("jinja.bad_format", "the format \(reason)") }
    static func empty(_ what: String) -> JinjaFault { JinjaFault("jinja.empty", "\(what) is empty") }
    static func notSerializable(_ type: String) -> JinjaFault {
        JinjaFault("jinja.not_serializable", "a value of type \(type) cannot be written as JSON")
    }
}
