/// How the programs of a tree under judgement are built and called. Every word stands as it is: no shell reads it.
public struct Toolchain: Sendable, Hashable {
    /// Builds all tests.
    public var buildTests: [String]
    /// Builds the program `weir`.
    public var buildWeir: [String]
    /// Runs tests: `{filter}` is replaced by a regular expression, `{results}` by the place of the result file.
    public var test: [String]
    /// The ending by which the result file's name differs from `{results}`, which itself ends in `.xml`.
    public var resultsSuffix: String
    /// The program `weir`, by its path in the tree.
    public var weir: String
    /// Seconds that one check may take.
    public var timeoutSeconds: Double
    /// Seconds that building may take: all of it, from nothing, on a small machine that does other work as well.
    public var buildTimeoutSeconds: Double

    /// A toolchain.
    public init(
        buildTests: [String], buildWeir: [String], test: [String], resultsSuffix: String = "", weir: String,
        timeoutSeconds: Double = 1200, buildTimeoutSeconds: Double = 5400
    ) {
        self.buildTests = buildTests
        self.buildWeir = buildWeir
        self.test = test
        self.resultsSuffix = resultsSuffix
        self.weir = weir
        self.timeoutSeconds = timeoutSeconds
        self.buildTimeoutSeconds = buildTimeoutSeconds
    }

    /// SwiftPM, debug.
    public static let swiftPM = Toolchain(
        buildTests: ["swift", "build", "--build-tests"], buildWeir: ["swift", "build", "--product", "weir"],
        test: ["swift", "test", "--skip-build", "--filter", "{filter}", "--xunit-output", "{results}"],
        resultsSuffix: "-swift-testing", weir: ".build/debug/weir")
}
