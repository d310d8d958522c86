extension JinjaValue {
    /// The items that a loop goes over: of a string its letters, of a dict its keys, of the undefined none.
    ///
    /// Throws for a value that has no items.
    public func items() throws -> [JinjaValue] {
        switch self {
        case .list(let list): return list.items
        case .tuple(let items): return items
        case .dict(let dict): return dict.keys
        case .string(let text): return text.unicodeScalars.map { .string(String($0)) }
        case .undefined: return []
        case .object(let object):
            guard let items = try object.items() else { throw JinjaFault.notIterable(typeName) }
            return items
        default: throw JinjaFault.notIterable(typeName)
        }
    }

    /// Python's `len()`.
    func length() throws -> Int {
        switch self {
        case .list(let list): return list.items.count
        case .tuple(let items): return items.count
        case .dict(let dict): return dict.count
        case .string(let text): return text.unicodeScalars.count
        case .undefined: return 0
        case .object(let object):
            guard let count = object.count else { throw JinjaFault.noLength(typeName) }
            return count
        default: throw JinjaFault.noLength(typeName)
        }
    }

    /// The item at an index, counted from the end below zero; nil beyond either end.
    static func pick<Items: RandomAccessCollection>(_ index: Int, of items: Items) -> Items.Element? {
        let place = index < 0 ? items.count + index : index
        guard place >= 0, place < items.count else { return nil }
        return items[items.index(items.startIndex, offsetBy: place)]
    }

    /// The part of a string, list or tuple that `[start:stop:step]` names.
    func sliced(_ start: Int?, _ stop: Int?, _ step: Int?) throws -> JinjaValue {
        switch self {
        case .string(let text):
            let scalars = Array(text.unicodeScalars)
            var result = String.UnicodeScalarView()
            for place in try slicePlaces(scalars.count, start, stop, step) { result.append(scalars[place]) }
            return .string(String(result))
        case .list(let list):
            return .list(try slicePlaces(list.items.count, start, stop, step).map { list.items[$0] })
        case .tuple(let items):
            return .tuple(try slicePlaces(items.count, start, stop, step).map { items[$0] })
        case .object(let range as JinjaRange):
            return .object(range.taking(try slicePlaces(range.count ?? 0, start, stop, step), by: step ?? 1))
        case .undefined(let undefined): throw JinjaFault.undefined(undefined)
        default: throw JinjaFault.notSliceable(typeName)
        }
    }
}

/// The places that a slice of `count` items takes, in order.
private func slicePlaces(_ count: Int, _ start: Int?, _ stop: Int?, _ step: Int?) throws -> [Int] {
    let step = step ?? 1
    guard step != 0 else { throw JinjaFault.zeroStep() }
    let (low, high) = step > 0 ? (0, count) : (-1, count - 1)
    let clamped = { (place: Int) in
        let place = place < 0 ? place.addingReportingOverflow(count).partialValue : place
        return min(max(place, low), high)
    }
    let first = start.map(clamped) ?? (step > 0 ? low : high)
    let end = stop.map(clamped) ?? (step > 0 ? high : low)
    return Array(stride(from: first, to: end, by: step))
}
