import Testing
import Warehouse

@testable import Transform

@Suite struct DeclaredTypesTests {
    @Test(arguments: [
        ("bigint", ColumnType.integer), ("INTEGER", .integer), ("varchar(20)", .text), ("text", .text),
        ("double  precision", .double), ("float", .double), ("date", .day), ("timestamp", .timestamp),
        ("bool", .boolean),
        ("json", .json), ("blob", .bytes), ("uuid", .other("uuid")), ("decimal(10,2)", .other("decimal(10,2)")),
    ]) func declaredTypesAreUnderstood(text: String, type: ColumnType) { #expect(ColumnType(declared: text) == type) }
}
