import CDuckDB
import Diagnostics
import Warehouse

/// Collects the values of one column of a result, chunk by chunk.
struct ColumnCollector {
    let column: Column
    /// Adds the rows of one chunk.
    let append: (DuckDBVector) -> Void
    /// Everything that was added.
    let vector: () -> ColumnVector

    init(name: ColumnName, type: DuckDBType) throws {
        column = Column(name, type.columnType)
        (append, vector) = try Self.parts(for: type, name)
    }

    private typealias Parts = (append: (DuckDBVector) -> Void, vector: () -> ColumnVector)

    private static func parts(for type: DuckDBType, _ name: ColumnName) throws -> Parts {
        switch type.storage {
        case .boolean: collect(Bool.self, ColumnVector.booleans) { $0 }
        case .float: collect(Float.self, ColumnVector.doubles) { Double($0) }
        case .double: collect(Double.self, ColumnVector.doubles) { $0 }
        case .integer(let width): integers(width)
        case .decimal(let width, let scale): decimals(width, scale)
        case .day: collect(Int32.self, ColumnVector.days) { CalendarDay(daysSinceEpoch: $0) }
        case .timestamp(let unit):
            collect(Int64.self, ColumnVector.timestamps) {
                Timestamp(microsecondsSinceEpoch: unit.microseconds($0))
            }
        case .text: bytes(ColumnVector.texts) { String(decoding: $0, as: UTF8.self) }
        case .bytes: bytes({ .values($0.map { $0 ?? .null }) }) { Value.bytes([UInt8]($0)) }
        case .enumeration(let width, let words): enumeration(width, words)
        case .time: collect(Int64.self, ColumnVector.texts, DuckDBText.time)
        case .uuid: collect(CDuckDBHugeInt.self, ColumnVector.texts, DuckDBText.uuid)
        case .interval: collect(DuckDBText.Interval.self, ColumnVector.texts) { $0.text }
        case .nested(let nested): try documents(nested, name)
        case .unreadable(let typeName): throw WeirError.unreadableType(typeName, of: name)
        }
    }

    /// Values of a fixed size: `convert` makes one from what stands in the vector, `wrap` the column from all.
    private static func collect<Raw, Element>(
        _ raw: Raw.Type, _ wrap: @escaping ([Element?]) -> ColumnVector, _ convert: @escaping (Raw) -> Element
    ) -> Parts {
        var values: [Element?] = []
        return ({ vector in vector.forEach(raw) { values.append($0.map(convert)) } }, { wrap(values) })
    }

    private static func bytes<Element>(
        _ wrap: @escaping ([Element?]) -> ColumnVector, _ convert: @escaping (UnsafeRawBufferPointer) -> Element
    ) -> Parts {
        var values: [Element?] = []
        return ({ vector in vector.forEachBytes { values.append($0.map(convert)) } }, { wrap(values) })
    }

    private static func integers(_ width: DuckDBType.Width) -> Parts {
        switch width {
        case .int8: collect(Int8.self, ColumnVector.integers) { Int64($0) }
        case .int16: collect(Int16.self, ColumnVector.integers) { Int64($0) }
        case .int32: collect(Int32.self, ColumnVector.integers) { Int64($0) }
        case .uint8: collect(UInt8.self, ColumnVector.integers) { Int64($0) }
        case .uint16: collect(UInt16.self, ColumnVector.integers) { Int64($0) }
        case .uint32: collect(UInt32.self, ColumnVector.integers) { Int64($0) }
        case .int64, .uint64, .int128: collect(Int64.self, ColumnVector.integers) { $0 }
        }
    }

    private static func decimals(_ width: DuckDBType.Width, _ scale: Int) -> Parts {
        let wrap: ([Value?]) -> ColumnVector = { .values($0.map { $0 ?? .null }) }
        let value = { (unscaled: Int128) in Value.decimal(unscaled: unscaled, scale: scale) }
        return switch width {
        case .int16: collect(Int16.self, wrap) { value(Int128($0)) }
        case .int32: collect(Int32.self, wrap) { value(Int128($0)) }
        case .uint64: collect(UInt64.self, wrap) { value(Int128($0)) }
        case .int128: collect(CDuckDBHugeInt.self, wrap) { value(Int128($0.upper) << 64 | Int128($0.lower)) }
        default: collect(Int64.self, wrap) { value(Int128($0)) }
        }
    }

    private static func documents(_ type: DuckDBNestedType, _ name: ColumnName) throws -> Parts {
        if let unreadable = type.unreadable { throw WeirError.unreadableType(unreadable, of: name) }
        var texts: [String?] = []
        return (
            { vector in texts += type.values(of: vector).map { $0 == .null ? nil : $0.text() } },
            { .texts(texts) }
        )
    }

    private static func enumeration(_ width: DuckDBType.Width, _ words: [String]) -> Parts {
        switch width {
        case .uint8: collect(UInt8.self, ColumnVector.texts) { words[Int($0)] }
        case .uint16: collect(UInt16.self, ColumnVector.texts) { words[Int($0)] }
        default: collect(UInt32.self, ColumnVector.texts) { words[Int($0)] }
        }
    }
}
