extension JinjaValue {
    /// Whether two values are equal as Python has it: `1 == 1.0 == True`, containers item by item.
    public func isEqual(to other: JinjaValue) -> Bool { isEqual(to: other, depth: 0) }

    private func isEqual(to other: JinjaValue, depth: Int) -> Bool {
        guard depth < 100 else { return false }
        if let left = number, let right = other.number {
            if case .int(let one) = left, case .int(let two) = right { return one == two }
            return left.double == right.double
        }
        switch (self, other) {
        case (.none, .none), (.undefined, .undefined): return true
        case (.string(let left), .string(let right)): return left == right && left.utf8.count == right.utf8.count
        case (.list(let left), .list(let right)):
            return left === right || JinjaValue.areEqual(left.items, right.items, depth: depth)
        case (.tuple(let left), .tuple(let right)): return JinjaValue.areEqual(left, right, depth: depth)
        case (.dict(let left), .dict(let right)):
            guard left !== right else { return true }
            return left.count == right.count
                && left.pairs.allSatisfy { key, value in
                    (try? right.get(key))?.isEqual(to: value, depth: depth + 1) ?? false
                }
        case (.object(let left), .object(let right)) where left === right: return true
        case (.object(let left), _):
            return left.equalValue.map { $0.isEqual(to: other, depth: depth + 1) } ?? false
        case (_, .object(let right)):
            return right.equalValue.map { isEqual(to: $0, depth: depth + 1) } ?? false
        default: return false
        }
    }

    private static func areEqual(_ left: [JinjaValue], _ right: [JinjaValue], depth: Int) -> Bool {
        left.count == right.count && zip(left, right).allSatisfy { $0.isEqual(to: $1, depth: depth + 1) }
    }

    /// Whether this sorts before the other; throws for values that Python does not order.
    func isLess(than other: JinjaValue, for comparator: String = "<") throws -> Bool {
        if let left = number, let right = other.number {
            if case .int(let one) = left, case .int(let two) = right { return one < two }
            return left.double < right.double
        }
        switch (self, other) {
        case (.string(let left), .string(let right)):
            return left.unicodeScalars.lexicographicallyPrecedes(right.unicodeScalars)
        case (.list(let left), .list(let right)): return try JinjaValue.isLess(left.items, right.items, comparator)
        case (.tuple(let left), .tuple(let right)): return try JinjaValue.isLess(left, right, comparator)
        case (.object(let left), _) where left.equalValue != nil:
            return try (left.equalValue ?? .none).isLess(than: other, for: comparator)
        case (_, .object(let right)) where right.equalValue != nil:
            return try isLess(than: right.equalValue ?? .none, for: comparator)
        case (.undefined(let undefined), _), (_, .undefined(let undefined)): throw JinjaFault.undefined(undefined)
        default: throw JinjaFault.unorderable(comparator, typeName, other.typeName)
        }
    }

    private static func isLess(
        _ left: [JinjaValue], _ right: [JinjaValue], _ comparator: String
    ) throws -> Bool {
        for (one, two) in zip(left, right) where !one.isEqual(to: two) {
            return try one.isLess(than: two, for: comparator)
        }
        return left.count < right.count
    }

    /// The answer of one comparison.
    func compare(_ comparator: Expression.Comparator, _ other: JinjaValue) throws -> Bool {
        switch comparator {
        case .equal: isEqual(to: other)
        case .notEqual: !isEqual(to: other)
        case .less: try isLess(than: other, for: "<")
        case .greater: try other.isLess(than: self, for: ">")
        case .lessEqual: try isEqual(to: other) || isLess(than: other, for: "<=")
        case .greaterEqual: try isEqual(to: other) || other.isLess(than: self, for: ">=")
        case .isIn: try other.contains(self)
        case .isNotIn: try !other.contains(self)
        }
    }

    /// Python's `item in self`.
    func contains(_ item: JinjaValue) throws -> Bool {
        switch self {
        case .string(let text):
            guard case .string(let part) = item else { throw JinjaFault.notSearchable(item.typeName) }
            return part.isEmpty || text.utf8.count >= part.utf8.count && text.contains(part)
        case .dict(let dict): return try dict.get(item) != nil
        case .undefined: return false
        case .object(let object):
            guard let items = try object.items() else { throw JinjaFault.notIterable(typeName) }
            return items.contains { $0.isEqual(to: item) }
        default:
            guard let items = arrayValue else { throw JinjaFault.notIterable(typeName) }
            return items.contains { $0.isEqual(to: item) }
        }
    }

    /// Python's `is`: the same object, or the same plain value.
    func isSame(as other: JinjaValue) -> Bool {
        switch (self, other) {
        case (.list(let left), .list(let right)): left === right
        case (.dict(let left), .dict(let right)): left === right
        case (.object(let left), .object(let right)): left === right
        case (.bool(let left), .bool(let right)): left == right
        case (.bool, _), (_, .bool): false
        case (.int, .float), (.float, .int): false
        case (.list, _), (.dict, _), (.object, _): false
        default: isEqual(to: other)
        }
    }
}
