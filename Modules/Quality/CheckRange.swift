import Warehouse

/// What can be an end of a checked range: a number, a day, a timestamp.
public protocol CheckBound {
    /// The end as a value.
    var checkValue: Value { get }
}

extension Int: CheckBound {
    public var checkValue: Value { .integer(Int64(self)) }
}

extension Double: CheckBound {
    public var checkValue: Value { .double(self) }
}

extension CalendarDay: CheckBound {
    public var checkValue: Value { .day(self) }
}

extension Timestamp: CheckBound {
    public var checkValue: Value { .timestamp(self) }
}

/// A range with ends that are included: `0...1`, `0...`, `...1`.
public protocol CheckRange {
    /// The lowest value that passes; nil where the range is open.
    var lowest: Value? { get }
    /// The highest value that passes; nil where the range is open.
    var highest: Value? { get }
}

extension ClosedRange: CheckRange where Bound: CheckBound {
    public var lowest: Value? { lowerBound.checkValue }
    public var highest: Value? { upperBound.checkValue }
}

extension PartialRangeFrom: CheckRange where Bound: CheckBound {
    public var lowest: Value? { lowerBound.checkValue }
    public var highest: Value? { nil }
}

extension PartialRangeThrough: CheckRange where Bound: CheckBound {
    public var lowest: Value? { nil }
    public var highest: Value? { upperBound.checkValue }
}
