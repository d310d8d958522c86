import Testing

@testable import Transform

@Suite struct EphemeralInjectionTests {
    @Test(arguments: [
        ("select 1", "with a as (\nA\n), b as (\nB\n)\nselect 1"),
        ("with x as (select 1) select 2", "with a as (\nA\n), b as (\nB\n),  x as (select 1) select 2"),
        ("WITH\n x as (y)", "WITH a as (\nA\n), b as (\nB\n), \n x as (y)"),
        ("with recursive x as (y)", "with recursive a as (\nA\n), b as (\nB\n),  x as (y)"),
        ("with recursively as (y)", "with a as (\nA\n), b as (\nB\n),  recursively as (y)"),
        ("-- with\n/* with */ select 1", "-- with\n/* with */ with a as (\nA\n), b as (\nB\n)\nselect 1"),
        ("withdrawals", "with a as (\nA\n), b as (\nB\n)\nwithdrawals"),
        ("-- only", "-- onlywith a as (\nA\n), b as (\nB\n)\n"),
    ]) func subqueriesComeFirst(query: String, expected: String) {
        let parts = [(name: "a", sql: MappedSQL("A")), (name: "b", sql: MappedSQL("B"))]
        #expect(EphemeralInjection.inject(parts, into: MappedSQL(query)).text == expected)
        #expect(EphemeralInjection.inject([], into: MappedSQL(query)).text == query)
    }
}
