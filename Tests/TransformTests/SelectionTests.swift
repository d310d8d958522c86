import Diagnostics
import Testing

@testable import Transform

@Suite struct SelectionTests {
    /// raw.trips -> stg_trips -> fct_trips -> mart_a, mart_b; raw.days -> stg_days -> mart_b.
    static let files = [
        "models/staging/stg_trips.sql": "{{ config(tags=['trips']) }} select 1 as id from {{ source('raw', 'trips') }}",
        "models/staging/stg_days.sql": "{{ config(tags=['days']) }} select 1 as id from {{ source('raw', 'days') }}",
        "models/core/fct_trips.sql":
            "{{ config(materialized='table', tags=['trips'], meta={'owner': 'ops'}) }} select * from {{ ref('stg_trips') }}",
        "models/marts/mart_a.sql": "select * from {{ ref('fct_trips') }}",
        "models/marts/mart_b.sql": "select * from {{ ref('fct_trips') }} union all select * from {{ ref('stg_days') }}",
        "models/s.yml": """
        sources: [{name: raw, tables: [{name: trips}, {name: days}]}]
        models:
          - name: fct_trips
            columns: [{name: id, data_tests: [unique]}]
          - name: mart_b
            columns: [{name: id, data_tests: [{relationships: {to: ref('mart_a'), field: id}}]}]
        """,
        "tests/compare.sql": "select 1 from {{ ref('fct_trips') }}, {{ ref('mart_a') }} where false",
    ]

    private func names(_ select: [String], exclude: [String] = [], _ indirect: TransformSelection.Indirect = .empty)
        async throws -> String
    {
        let project = try await ProjectFixture(Self.files).load()
        let selection = TransformSelection(select, exclude: exclude, indirect: indirect)
        return try project.nodes(selection).map(\.name).sorted().joined(separator: " ")
    }

    @Test(arguments: [
        ("fct_trips", "fct_trips"), ("+fct_trips", "fct_trips stg_trips trips"),
        ("1+fct_trips", "fct_trips stg_trips"), ("0+fct_trips", "fct_trips"),
        ("fct_trips+", "compare fct_trips mart_a mart_b relationships_mart_b_id__id__ref_mart_a_ unique_fct_trips_id"),
        ("stg_days+1", "mart_b stg_days"),
        ("1+fct_trips+1", "compare fct_trips mart_a mart_b stg_trips unique_fct_trips_id"),
        ("@stg_days", "days fct_trips mart_a mart_b relationships_mart_b_id__id__ref_mart_a_ stg_days stg_trips trips"),
        ("mart_*", "mart_a mart_b"), ("mart_[!a]", "mart_b"), ("stg_?ays", "stg_days"),
        ("staging", "stg_days stg_trips"), ("shop.staging", "stg_days stg_trips"), ("staging.stg_days", "stg_days"),
        ("staging.*", "stg_days stg_trips"),
        ("path:models/marts", "mart_a mart_b"), ("models/marts/", "mart_a mart_b"),
        ("models/marts/mart_a.sql", "mart_a"), ("mart_a.sql", "mart_a"), ("file:mart_*.sql", "mart_a mart_b"),
        ("path:models/*/stg_*", "stg_days stg_trips"),
        ("tag:trips", "fct_trips stg_trips"), ("tag:d*", "stg_days"),
        ("source:raw", "days trips"), ("source:raw.trips", "trips"), ("source:shop.raw.days", "days"),
        ("source:raw.trips+1", "stg_trips trips"),
        ("config.materialized:table", "fct_trips"), ("config.materialized:view", "mart_a mart_b stg_days stg_trips"),
        ("config.meta.owner:ops", "fct_trips"), ("config.tags:days", "stg_days"),
        ("resource_type:source", "days trips"), ("test_name:unique", "unique_fct_trips_id"),
        ("test_type:singular", "compare"), ("package:shop,tag:days", "stg_days"),
        ("tag:trips,staging", "stg_trips"), ("tag:trips,+mart_a", "fct_trips stg_trips"),
        ("stg_days fct_trips", "fct_trips stg_days"), ("compare", "compare"),
    ]) func aSelectionMeansTheseNodes(text: String, expected: String) async throws {
        #expect(try await names([text]) == expected)
    }

    @Test func severalTextsAreUnitedAndExclusionsTakenOut() async throws {
        #expect(try await names(["stg_days", "mart_a"]) == "mart_a stg_days")
        #expect(
            try await names(["staging", "marts"], exclude: ["tag:days", "mart_b"])
                == "mart_a stg_trips")
        #expect(try await names(["resource_type:model"], exclude: ["fct_trips+"]) == "stg_days stg_trips")
    }

    @Test(arguments: [
        (TransformSelection.Indirect.empty, "fct_trips"),
        (.eager, "compare fct_trips unique_fct_trips_id"), (.cautious, "fct_trips unique_fct_trips_id"),
        (.buildable, "fct_trips unique_fct_trips_id"),
    ]) func testsComeWithTheirModel(indirect: TransformSelection.Indirect, expected: String) async throws {
        #expect(try await names(["fct_trips"], indirect) == expected)
    }

    @Test func theNameThatIsListedSelectsTheNode() async throws {
        let project = try await ProjectFixture(Self.files).load()
        let nodes = try project.nodes()
        #expect(nodes.map(\.selector).contains("shop.core.fct_trips"))
        #expect(nodes.map(\.selector).contains("source:shop.raw.days"))
        for node in nodes {
            #expect(try project.nodes(TransformSelection([node.selector], indirect: .empty)).map(\.id) == [node.id])
        }
    }

    @Test func buildableTestsMayReadWhatIsAbove() async throws {
        #expect(try await names(["mart_a"], .cautious) == "mart_a")
        #expect(try await names(["mart_a"], .buildable) == "compare mart_a")
    }

    @Test(arguments: [
        ("fct_trip", "the selection 'fct_trip' means nothing in this project", "did you mean 'fct_trips'?"),
        ("marst", "the selection 'marst' means nothing in this project", "did you mean 'marts'?"),
        ("tag:tripz", "the selection 'tag:tripz' means nothing in this project", "did you mean 'trips'?"),
        ("source:rww", "the selection 'source:rww' means nothing in this project", "did you mean 'raw'?"),
        (
            "+nowhere_at_all", "the selection '+nowhere_at_all' means nothing in this project",
            "run `weir transform ls` to see all names"
        ),
        ("tags:trips", "'tags' in the selection 'tags:trips' is no method", "did you mean 'tag'?"),
        (
            "config:view",
            "the selection 'config:view' cannot be read: config needs a key: `config.materialized:table`",
            "write a name"
        ),
        ("+", "the selection '+' cannot be read: there is no name in it", "write a name"),
        ("a,,b", "the selection '' cannot be read: there is no name in it", "write a name"),
        (
            "99999999999999999999+a",
            "the selection '99999999999999999999+a' cannot be read: the number of steps is too large", "write a name"
        ),
    ]) func aSelectionThatMeansNothingIsAnError(text: String, message: String, hint: String) async throws {
        let project = try await ProjectFixture(Self.files.merging(["models/a.sql": "select 1"]) { $1 }).load()
        let error = #expect(throws: WeirError.self) { try project.nodes(TransformSelection([text])) }
        #expect(error?.message == message)
        #expect(error?.hint?.hasPrefix(hint) == true, "\(error?.hint ?? "")")
        #expect(error?.exitCode == 2)
    }

    @Test(arguments: [
        ("abc", "abc", true), ("a*", "abc", true), ("*c", "abc", true), ("a*c", "ac", true), ("a?c", "ac", false),
        ("*b*b*", "abcb", true), ("[a-c]x", "bx", true), ("[!a-c]x", "bx", false), ("[", "[", true),
        ("a[]]", "a]", true),
        ("", "", true), ("*", "", true), ("?", "", false),
    ]) func wildcardsMatch(pattern: String, text: String, isMatch: Bool) {
        #expect(WildcardPattern(pattern).matches(text) == isMatch)
    }
}
