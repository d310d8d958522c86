import Diagnostics

// The wording of every error of this module: first what cannot be read, then what cannot be done.

extension JinjaFault {
    static func unclosed(_ thing: String, _ closing: String?) -> JinjaFault {
        JinjaFault("jinja.unclosed", "\(thing) is not closed", hint: closing.map { "close it with \($0)" })
    }
    static func unexpectedCharacter(_ character: Character) -> JinjaFault {
        JinjaFault("jinja.unexpected_character", "unexpected character '\(character)'")
    }
    static func unbalanced(_ closing: String, open: String?) -> JinjaFault {
        JinjaFault(
            "jinja.unbalanced", open.map { "'\(closing)' does not close '\($0)'" } ?? "'\(closing)' closes nothing")
    }
    static func badNumber(_ digits: String) -> JinjaFault {
        JinjaFault(
            "jinja.bad_number", "number '\(digits)' cannot be read", hint: "whole numbers have at most 64 bits")
    }
    static func badEscape() -> JinjaFault {
        JinjaFault("jinja.bad_escape", "the string ends in, or has, an escape that is not one")
    }
    static func expected(_ wanted: String, found: String) -> JinjaFault {
        JinjaFault("jinja.syntax", "expected \(wanted), found \(found)")
    }
    static func tooDeep(_ limit: Int) -> JinjaFault {
        JinjaFault("jinja.too_deep", "tags or expressions nest deeper than \(limit)", hint: "split the template")
    }
    static func unclosedTag(_ tag: String, closing: String) -> JinjaFault {
        JinjaFault("jinja.unclosed_tag", "tag '\(tag)' is not closed", hint: "close it with {% \(closing) %}")
    }
    static func wrongClosing(_ tag: String, expected: [String], openedBy opener: String) -> JinjaFault {
        JinjaFault(
            "jinja.wrong_closing", "tag '\(tag)' stands where '\(opener)' is open",
            hint: "'\(opener)' goes on with \(expected.map { "'\($0)'" }.joined(separator: ", "))")
    }
    static func unknownTag(_ tag: String, known: [String]) -> JinjaFault {
        JinjaFault("jinja.unknown_tag", "there is no tag '\(tag)'", remark: NearMiss.question(tag, in: known))
    }
    static func outsideLoop(_ tag: String) -> JinjaFault {
        JinjaFault("jinja.outside_loop", "'\(tag)' stands outside of a loop")
    }
    static func badArguments() -> JinjaFault {
        JinjaFault(
            "jinja.bad_arguments", "the arguments of the call stand in an order that is not allowed",
            hint: "first those without a name, then those with one, then *args, then **kwargs")
    }
    static func chainedTests() -> JinjaFault {
        JinjaFault("jinja.chained_tests", "tests cannot be chained with 'is'", hint: "join them with 'and'")
    }
    static func notAssignable(_ name: String) -> JinjaFault {
        JinjaFault("jinja.not_assignable", "'\(name)' cannot be given a value")
    }
    static func expectedCall() -> JinjaFault {
        JinjaFault(
            "jinja.expected_call", "a call block needs a call", hint: "write {% call some_macro() %}")
    }
    static func badMaterializationOption(_ option: String) -> JinjaFault {
        JinjaFault(
            "jinja.bad_materialization", "a materialization has no option '\(option)' of this form",
            hint: "write default, adapter='name' or supported_languages=['sql']")
    }
    static func requiredAfterOptional(_ name: String) -> JinjaFault {
        JinjaFault(
            "jinja.required_after_optional", "parameter '\(name)' without a default follows one that has a default")
    }
}

extension JinjaFault {
    static func undefined(
        _ undefined: JinjaUndefined, known: [String] = [], isCalled: Bool = false
    ) -> JinjaFault {
        let candidates = undefined.owner == nil ? known : undefined.candidates
        let use = isCalled ? ", and is called" : ""
        return JinjaFault(
            "jinja.undefined", undefined.reason + use, remark: NearMiss.question(undefined.name, in: candidates))
    }
    static func unknownFilter(_ name: String, known: [String]) -> JinjaFault {
        JinjaFault("jinja.unknown_filter", "there is no filter '\(name)'", remark: NearMiss.question(name, in: known))
    }
    static func unknownTest(_ name: String, known: [String]) -> JinjaFault {
        JinjaFault("jinja.unknown_test", "there is no test '\(name)'", remark: NearMiss.question(name, in: known))
    }
    static func templateNotFound(_ names: [String]) -> JinjaFault {
        JinjaFault(
            "jinja.template_not_found", "there is no template \(names.map { "'\($0)'" }.joined(separator: " or "))")
    }
    static func notTemplateName(_ type: String) -> JinjaFault {
        JinjaFault("jinja.template_not_found", "a template is named by text, not by \(type)")
    }
    static func returnOutsideMacro() -> JinjaFault {
        JinjaFault("jinja.return_outside_macro", "return() is called outside of a macro")
    }
    static func notCallable(_ type: String) -> JinjaFault {
        JinjaFault("jinja.not_callable", "a value of type \(type) cannot be called")
    }
    static func notRecursive() -> JinjaFault {
        JinjaFault("jinja.not_recursive", "the loop is not recursive", hint: "write {% for … in … recursive %}")
    }
    static func notNamespace(_ type: String) -> JinjaFault {
        JinjaFault(
            "jinja.not_namespace", "an attribute of \(type) cannot be set",
            hint: "make a namespace: {% set ns = namespace(name=value) %}")
    }
    static func unpacking(_ count: Int, into names: Int) -> JinjaFault {
        JinjaFault("jinja.unpacking", "\(count) values cannot be unpacked into \(names) names")
    }
    static func tooManyArguments(_ function: String, takes: Int, given: Int) -> JinjaFault {
        JinjaFault(
            "jinja.too_many_arguments",
            "\(function) takes at most \(takes) argument\(takes == 1 ? "" : "s"), \(given) were given")
    }
    static func unknownArgument(_ name: String, function: String, known: [String]) -> JinjaFault {
        JinjaFault(
            "jinja.unknown_argument", "\(function) takes no argument '\(name)'",
            hint: known.isEmpty ? nil : "it takes \(known.map { "'\($0)'" }.joined(separator: ", "))",
            remark: NearMiss.question(name, in: known))
    }
    static func doubledArgument(_ name: String, function: String) -> JinjaFault {
        JinjaFault("jinja.doubled_argument", "\(function) is given argument '\(name)' twice")
    }
    static func missingArgument(_ name: String, function: String) -> JinjaFault {
        JinjaFault("jinja.missing_argument", "\(function) is missing argument '\(name)'")
    }
    static func wrongArgument(_ function: String, wanted: String, found: String) -> JinjaFault {
        JinjaFault("jinja.wrong_argument", "'\(function)' needs \(wanted), found \(found)")
    }
    static func tooManyIterations(_ limit: Int) -> JinjaFault {
        JinjaFault(
            "jinja.too_many_iterations", "loops run more than \(limit) times", hint: "let the engine go over the rows")
    }
    static func tooMuchOutput(_ limit: Int) -> JinjaFault {
        JinjaFault("jinja.too_much_output", "more than \(limit) bytes are written")
    }
    static func tooManyMacros(_ limit: Int) -> JinjaFault {
        JinjaFault(
            "jinja.too_many_macros", "macros call each other more than \(limit) deep",
            hint: "look for a macro that calls itself without an end")
    }
    static func stackExhausted() -> JinjaFault {
        JinjaFault(
            "jinja.too_deep", "macros and expressions nest too deeply to be run",
            hint: "look for a macro that calls itself without an end")
    }
}
