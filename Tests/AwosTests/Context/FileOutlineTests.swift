import Testing

@testable import Awos

@Suite struct FileOutlineTests {
    @Test func swiftKeepsDeclarationsAndDropsBodies() {
        let text = #"""
            import Foundation

            /// A thing.
            ///
            /// More of it.
            public struct Thing: Sendable {
                /// Its name.
                public let name: String
                private var secret = "{"
                // A remark.
                public init(
                    _ name: String,
                    size: Int = 3
                ) {
                    self.name = "\(name) {"
                }

                /// A text.
                static let text = """
                    func notOne() {
                    """

                var count: Int { name.count }
                enum Kind { case one }
            }

            func free<T>(_ value: T) -> Int where T: Sendable {
                if true { return 1 }
                return 2
            }
            """#
        let expected = #"""
            /// A thing.
            public struct Thing: Sendable {
                /// Its name.
                public let name: String
                public init(_ name: String, size: Int = 3)
                /// A text.
                static let text = """ func notOne() { """
                var count: Int
                enum Kind
            }
            func free<T>(_ value: T) -> Int where T: Sendable
            """#
        #expect(FileOutline.outline(text, path: "A.swift") == expected)
    }

    @Test func brokenSwiftStillHasAnOutline() {
        #expect(FileOutline.outline("struct A {\n    func b() {\n", path: "A.swift").contains("struct A"))
        #expect(FileOutline.outline("}}}) \"\"\" /*", path: "A.swift").isEmpty)
    }

    @Test func oneTestStaysInFull() {
        let text = """
            import Testing

            @Suite struct ATests {
                private let address = "a"

                @Test func long() {
                    one()
                    two()
                    three()
                    four()
                    five()
                }

                @Test func asks() {
                    one()
                    two("select 1")
                    three()
                    four()
                    five()
                }

                @Test func short() { one() }
            }

            enum Answers { static let one = 1 }
            """
        let expected = """
            @Suite struct ATests {
                private let address = "a"
                @Test func asks() {
                    one()
                    two("select 1")
                    three()
                    four()
                    five()
                }
            }
            """
        #expect(SwiftOutline.tests(text, whole: 1) == expected)
    }

    @Test func aTestBringsTheShortFunctionsThatItStandsOn() {
        let text = """
            @Suite struct ModelTests {
                static let rows = "a long text with rows of data, in which nobody looks for anything, whatever may come"
                static func warehouse() async throws -> Engine {
                    try await Engine(rows)
                }
                private static func built() async throws -> Engine {
                    let engine = try await warehouse()
                    try await engine.build()
                    return engine
                }
                private static func other() -> Int {
                    1
                }
                @Test func daysAreCounted() async throws {
                    let rows = try await Self.built().read(
                        "select count(*)"
                    )
                    #expect(rows == [[2]])
                }
            }
            """
        let shown = SwiftOutline.tests(text, whole: 1)
        #expect(shown.contains("try await engine.build()") && shown.contains("try await Engine(rows)"))
        #expect(shown.contains("private static func other() -> Int\n"))
        #expect(!SwiftOutline.tests(text, whole: 0).contains("engine.build()"))
    }

    @Test func forCallersAnEnumerationThatNobodyAskedAboutIsOneLine() {
        let text = """
            /// How.
            public enum How: Sendable {
                /// By pages.
                case pages(first: Int)
            }
            /// Who.
            public enum Who: Sendable {
                case bearer(String)
                case basic
            }
            public struct Both: Sendable {
                public let how: How
                /// Both.
                public init(how: How) { self.how = how }
            }
            """
        let expected = """
            /// How.
            enum How {
                /// By pages.
                case pages(first: Int)
            }
            /// Who.
            enum Who { case bearer(String); case basic }
            struct Both {
                init(how: How)
            }
            """
        #expect(SwiftOutline.outline(text, .calls(about: ["pages"])) == expected)
    }

    @Test func sqlTellsWhatItReadsAndItsColumns() {
        let text = """
            -- One row a day.
            {{ config(materialized='table') }}
            with days as (
                select a from {{ ref('fct_trips') }}
            ),

            weather as (
                select b from {{ source('raw', 'weather') }}
            )

            select
                days.a,
                cast(sum(b, 2) as bigint) as total, -- a remark, with a comma
                1.0 * b as share
            from days
            """
        #expect(
            FileOutline.outline(text, path: "a.sql") == """
                -- One row a day.
                {{ config(materialized='table') }}
                -- reads raw.weather, fct_trips
                -- steps days, weather
                -- columns a, total, share
                """)
    }

    @Test(arguments: [
        (
            "version: 2\nmodels:\n  - name: m\n    columns: [{name: a, data_type: text}, {name: b}]\nvars: {x: 1}\n",
            "a.yml",
            "version: 2\nmodels:\n  - m: a text, b\nvars: {x}"
        ),
        (
            "---\ntitle: T\n---\n\nwords\n\n## Part\n\n```sql rain\nselect 1\n```\n\n```chart\ntype: bar\n```\n",
            "a.md",
            "---\ntitle: T\n---\n## Part\n```sql rain\n```chart type: bar"
        ),
        (
            #"{"cells": [{"cell_type": "code", "source": ["%%sql a\n", "select 1"], "outputs": ["ROW"]}]}"#, "a.ipynb",
            "[code] %%sql a …"
        ),
        ("id,name\n1,Ada\n", "a.csv", ""), ("{[", "a.yml", ""),
    ])
    func otherLanguagesHaveTheirOutline(text: String, path: String, outline: String) {
        #expect(FileOutline.outline(text, path: path) == outline)
    }

    @Test func aNotebookStandsWithoutWhatItPrinted() {
        let text = #"{"cells": [{"cell_type": "code", "source": ["%%sql a\n", "select 1"], "outputs": ["ROW"]}]}"#
        #expect(FileOutline.whole(text, path: "a.ipynb") == "[code]\n%%sql a\nselect 1")
    }

    @Test(arguments: [
        ("Tests/IngestTests/Fixtures/a/b.swift", true), ("data/a.CSV", true), (".weir/target/a.sql", true),
        ("Modules/Ingest/Sources/Weather.swift", false), ("Modules/Notebooks/Library/a.ipynb", false),
    ])
    func dataIsKnownByItsPath(path: String, holds: Bool) { #expect(FileOutline.holdsData(path) == holds) }
}
