/// How a template is rendered, and how much it may use.
public struct JinjaSettings: Sendable, Hashable {
    /// What may be done with the undefined.
    public enum UndefinedUse: Sendable, Hashable {
        /// It prints nothing, is false and empty; calling it, reading its attributes or computing with it is an error.
        case standard
        /// Besides, its attributes and what calling it gives are undefined: how dbt reads a model before it runs.
        case tolerant
    }

    /// What may be done with the undefined; by default the standard.
    public var undefinedUse: UndefinedUse
    /// Whether `Rendered.undefinedNames` is filled; by default not.
    public var collectsUndefined: Bool
    /// How many macros may call each other in a chain; by default 100.
    public var maximumMacroDepth: Int
    /// How many UTF-8 bytes may be written, text of inner macros counted again; by default 64 MiB.
    public var maximumOutputBytes: Int
    /// How many times the bodies of all loops may run; by default ten million.
    public var maximumIterations: Int

    /// Settings with these parts.
    public init(
        undefinedUse: UndefinedUse = .standard, collectsUndefined: Bool = false, maximumMacroDepth: Int = 100,
        maximumOutputBytes: Int = 64 << 20, maximumIterations: Int = 10_000_000
    ) {
        self.undefinedUse = undefinedUse
        self.collectsUndefined = collectsUndefined
        self.maximumMacroDepth = maximumMacroDepth
        self.maximumOutputBytes = maximumOutputBytes
        self.maximumIterations = maximumIterations
    }
}
