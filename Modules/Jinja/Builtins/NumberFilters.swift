import Foundation

/// The filters that make or change numbers.
let numberFilters: [String: Builtin] = [
    "abs": Builtin { call in
        switch call.value.number {
        case .int(let value):
            guard value != .min else { throw JinjaFault.overflow() }
            return .int(abs(value))
        case .float(let value): return .float(abs(value))
        case nil: throw JinjaFault.wrongArgument("abs", wanted: "a number", found: call.value.typeName)
        }
    },
    "int": Builtin(["default", "base"]) { call in
        let base = try call.integer(1, or: 10)
        if case .undefined(let undefined) = call.value { throw JinjaFault.undefined(undefined) }
        return try wholeNumber(call.value, base: base) ?? call[0] ?? .int(0)
    },
    "float": Builtin(["default"]) { call in
        if case .undefined(let undefined) = call.value { throw JinjaFault.undefined(undefined) }
        return realNumber(call.value).map(JinjaValue.float) ?? call[0] ?? .float(0)
    },
    "round": Builtin(["precision", "method"]) { call in
        try rounded(call.value, try call.integer(0, or: 0), method: call.text(1, or: "common"))
    },
    "filesizeformat": Builtin(["binary"]) { .string(fileSize(realNumber($0.value) ?? 0, binary: $0.flag(0))) },
]

private func wholeNumber(_ value: JinjaValue, base: Int) throws -> JinjaValue? {
    if let number = value.number ?? value.objectValue?.equalValue?.number {
        if case .float(let float) = number, !float.isFinite { return nil }
        return .int(try wholePart(number))
    }
    guard case .string(let text) = value else { return nil }
    var digits = trimmed(text).replacing("_", with: "").lowercased()
    let prefix = [16: "0x", 8: "0o", 2: "0b"][base]
    let sign = digits.hasPrefix("-") ? "-" : ""
    if digits.hasPrefix("-") || digits.hasPrefix("+") { digits.removeFirst() }
    if let prefix, digits.hasPrefix(prefix) { digits.removeFirst(2) }
    if (2...36).contains(base), let number = Int(sign + digits, radix: base) { return .int(number) }
    if !digits.isEmpty, digits.utf8.allSatisfy(\.isDigitByte) { throw JinjaFault.overflow() }
    guard let float = realNumber(value), float.isFinite else { return nil }
    return .int(try wholePart(.float(float)))
}

/// The value as a float, where `float()` of Python can read it.
func realNumber(_ value: JinjaValue) -> Double? {
    if let number = value.number ?? value.objectValue?.equalValue?.number { return number.double }
    guard case .string(let text) = value else { return nil }
    let digits = trimmed(text).replacing("_", with: "")
    guard !digits.lowercased().contains("x"), !digits.lowercased().contains("(") else { return nil }
    return Double(digits)
}

private func rounded(_ value: JinjaValue, _ precision: Int, method: String) throws -> JinjaValue {
    guard let number = value.number ?? value.objectValue?.equalValue?.number else {
        if case .undefined(let undefined) = value { throw JinjaFault.undefined(undefined) }
        throw JinjaFault.wrongArgument("round", wanted: "a number", found: value.typeName)
    }
    let factor = pow(10, Double(precision))
    switch method {
    case "common":
        if case .int(let whole) = number { return .int(try roundedHalfEven(whole, precision)) }
        return .float(roundedHalfEven(number.double, precision))
    case "ceil": return .float((number.double * factor).rounded(.up) / factor)
    case "floor": return .float((number.double * factor).rounded(.down) / factor)
    default: throw JinjaFault.wrongArgument("round", wanted: "common, ceil or floor", found: "another method")
    }
}

/// Python's `round()` of a whole number: to the nearest power of ten, ties to even.
private func roundedHalfEven(_ value: Int, _ precision: Int) throws -> Int {
    guard precision < 0, value != .min else { return value }
    guard precision > -19 else { return 0 }
    let unit = (0..<(-precision)).reduce(1) { product, _ in product * 10 }
    let (count, rest) = abs(value).quotientAndRemainder(dividingBy: unit)
    let isUp = rest > unit - rest || (rest == unit - rest && count % 2 == 1)
    let (result, overflow) = (count + (isUp ? 1 : 0)).multipliedReportingOverflow(by: unit)
    guard !overflow else { throw JinjaFault.overflow() }
    return value < 0 ? -result : result
}

/// Python's `round()`: to the nearest decimal of the exact binary value, ties to even.
private func roundedHalfEven(_ value: Double, _ precision: Int) -> Double {
    guard value.isFinite, precision < 300 else { return value }
    if precision >= 0 { return Double(String(format: "%.\(precision)f", value)) ?? value }
    let factor = pow(10, Double(-precision))
    return (value / factor).rounded(.toNearestOrEven) * factor
}

private func fileSize(_ bytes: Double, binary: Bool) -> String {
    let base: Double = binary ? 1024 : 1000
    if bytes == 1 { return "1 Byte" }
    if bytes < base { return "\(Int(bytes)) Bytes" }
    let units = binary ? ["KiB", "MiB", "GiB", "TiB", "PiB"] : ["kB", "MB", "GB", "TB", "PB"]
    var size = bytes / base
    var unit = 0
    while size >= base, unit < units.count - 1 {
        size /= base
        unit += 1
    }
    return String(format: "%.1f ", size) + units[unit]
}
