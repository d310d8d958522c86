/// What a function was called with.
public struct JinjaArguments {
    /// The arguments without a name, in order.
    public var positional: [JinjaValue]
    /// The arguments with a name, in order.
    public var named: [(name: String, value: JinjaValue)]

    /// Arguments from their parts.
    public init(_ positional: [JinjaValue] = [], named: [(name: String, value: JinjaValue)] = []) {
        self.positional = positional
        self.named = named
    }

    /// The argument at this place, or with this name; nil when it was left out.
    public func get(_ place: Int, _ name: String) -> JinjaValue? {
        place < positional.count ? positional[place] : named.first { $0.name == name }?.value
    }

    /// The arguments in the order of these parameters, nil where one was left out.
    ///
    /// Throws for too many, for an unknown or doubled name, and when one of the first `required` is missing.
    public func bound(
        to parameters: [String], required: Int = 0, function: String
    ) throws -> [JinjaValue?] {
        guard positional.count <= parameters.count else {
            throw JinjaFault.tooManyArguments(function, takes: parameters.count, given: positional.count)
        }
        var result: [JinjaValue?] = positional
        result += Array(repeating: nil, count: parameters.count - positional.count)
        for (name, value) in named {
            guard let place = parameters.firstIndex(of: name) else {
                throw JinjaFault.unknownArgument(name, function: function, known: parameters)
            }
            guard result[place] == nil else { throw JinjaFault.doubledArgument(name, function: function) }
            result[place] = value
        }
        for place in 0..<required where result[place] == nil {
            throw JinjaFault.missingArgument(parameters[place], function: function)
        }
        return result
    }
}
