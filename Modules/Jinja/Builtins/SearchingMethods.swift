/// The methods of text that look for a part of it.
let searchingMethods: [String: Builtin] = [
    "find": stringMethod(["sub", "start", "end"], required: 1) { _, call in .int(try found(call).first ?? -1) },
    "rfind": stringMethod(["sub", "start", "end"], required: 1) { _, call in .int(try found(call).last ?? -1) },
    "index": stringMethod(["sub", "start", "end"], required: 1) { _, call in
        guard let place = try found(call).first else { throw JinjaFault.notFound("the text") }
        return .int(place)
    },
    "rindex": stringMethod(["sub", "start", "end"], required: 1) { _, call in
        guard let place = try found(call).last else { throw JinjaFault.notFound("the text") }
        return .int(place)
    },
    "count": stringMethod(["sub", "start", "end"], required: 1) { _, call in
        var end = Int.min
        let width = try call.text(0).unicodeScalars.count
        let separate = try found(call).filter { place in
            guard place >= end else { return false }
            end = place + width
            return true
        }
        return .int(separate.count)
    },
]

/// The places at which the first argument stands between the other two.
private func found(_ call: BuiltinCall) throws -> [Int] {
    let text = call.value.text
    let count = text.unicodeScalars.count
    let clamped = { (place: Int) in min(max(place < 0 ? place + count : place, 0), count) }
    let start = clamped(try call[1].map { $0.isNone ? 0 : try call.integer(1) } ?? 0)
    let end = clamped(try call[2].map { $0.isNone ? count : try call.integer(2) } ?? count)
    return places(of: try call.text(0), in: text).filter { $0.lowerBound >= start && $0.upperBound <= end }
        .map(\.lowerBound)
}

/// All places of a part in a text, in code points; they may overlap.
func places(of part: String, in text: String) -> [Range<Int>] {
    let scalars = Array(text.unicodeScalars)
    let pattern = Array(part.unicodeScalars)
    guard pattern.count <= scalars.count else { return [] }
    return (0...scalars.count - pattern.count).filter { scalars[$0...].starts(with: pattern) }
        .map { $0..<$0 + pattern.count }
}
