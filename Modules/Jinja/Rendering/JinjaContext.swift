/// What a template sees from outside: names, filters, other templates.
///
/// The names of the context are seen everywhere, in macros and imported templates too.
public struct JinjaContext {
    /// Names with their values.
    public var variables: [String: JinjaValue]
    /// Asked for a name that `variables` does not have: for values that are made when they are needed.
    public var lookup: ((String) throws -> JinjaValue?)?
    /// The names that `lookup` knows, for suggestions.
    public var lookupNames: () -> [String]
    /// Filters of the host by name: callables whose first argument is the value.
    public var filters: [String: JinjaValue]
    /// Gives the template of a name for `import`, `from` and `include`; nil when there is none.
    public var loader: ((String) throws -> Template?)?
    /// How it is rendered, and how much it may use.
    public var settings: JinjaSettings

    /// A context with these parts.
    public init(
        _ variables: [String: JinjaValue] = [:], lookup: ((String) throws -> JinjaValue?)? = nil,
        lookupNames: @escaping () -> [String] = { [] }, filters: [String: JinjaValue] = [:],
        loader: ((String) throws -> Template?)? = nil, settings: JinjaSettings = JinjaSettings()
    ) {
        self.variables = variables
        self.lookup = lookup
        self.lookupNames = lookupNames
        self.filters = filters
        self.loader = loader
        self.settings = settings
    }
}
