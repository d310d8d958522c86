import Testing

/// Rule 5: a file is at most 400 lines, a function at most 40.
@Suite struct SizeTests {
    @Test func filesHaveAtMost400Lines() {
        for source in Tree.sources {
            #expect(
                source.lines.count <= 401, "\(source.path) has \(source.lines.count) lines: which concept can move out?"
            )
        }
    }

    @Test func functionsHaveAtMost40Lines() {
        for source in Tree.moduleSources {
            for function in source.functions {
                #expect(
                    function.lineCount <= 40,
                    "\(source.path):\(function.line): '\(function.name)' has \(function.lineCount) lines")
            }
        }
    }

    @Test func theParserSeesFunctionsAndNotTheirStrings() {
        let source = SwiftSource(
            path: "x.swift",
            text: """
                struct A {
                    func one() -> String { "}" }
                    static func two(
                        _ a: Int = { 1 }()
                    ) throws -> Int {
                        // } not the end
                        a
                    }
                    init() {}
                    var five: Int {
                        5
                    }
                    var six = [1].map { $0 }
                    deinit {}
                }
                protocol P {
                    func three()
                    func four() -> Int
                }
                """)
        #expect(source.functions.map(\.name) == ["one", "two", "init", "five", "deinit"])
        #expect(source.functions.map(\.lineCount) == [1, 6, 1, 3, 1])
    }
}
