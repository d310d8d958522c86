import Diagnostics
import JSON
import Jinja

/// `config` in templates: called, it configures; asked, it answers.
final class ConfigValue: JinjaObject {
    private unowned let host: any RenderingHost

    init(_ host: any RenderingHost) { self.host = host }

    var isCallable: Bool { true }
    var typeName: String { "config" }

    func invoke(_ arguments: JinjaArguments, _ call: JinjaCall) throws -> JinjaValue {
        var values = arguments.named
        for value in arguments.positional {
            guard let dict = value.dictValue else { throw WeirError.badConfigCall(at: call.location) }
            values += dict.pairs.map { ($0.key.text, $0.value) }
        }
        try host.configure(values.map { ($0.name, $0.value.json) }, at: call.location)
        return ""
    }

    func attribute(_ name: String, _ call: JinjaCall) throws -> JinjaValue? {
        switch name {
        case "get":
            return .function("config.get") { [unowned host] arguments, _ in
                let values = try arguments.bound(
                    to: ["name", "default", "validator"], required: 1, function: "config.get")
                return host.config[values[0]?.text ?? ""].map { JinjaValue($0) } ?? values[1] ?? .none
            }
        case "require":
            return .function("config.require") { [unowned host] arguments, call in
                let name = arguments.positional.first?.text ?? ""
                if let value = host.config[name] { return JinjaValue(value) }
                if !host.isExecuting { return "" }
                throw WeirError.missingConfig(name, at: call.location)
            }
        default: return host.config[name].map { JinjaValue($0) }
        }
    }
}
