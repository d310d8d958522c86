/// The number of a spec, written with three digits at least: `003`.
public struct SpecNumber: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The number, from 1.
    public let value: Int

    /// A number from 1 on; nil for any other.
    public init?(_ value: Int) {
        guard value > 0 else { return nil }
        self.value = value
    }

    /// A number written as digits, or the name of a folder that begins with it: `003-air-quality`.
    public init?(_ text: some StringProtocol) {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let value = Int(digits), digits.count == text.count || text.dropFirst(digits.count).first == "-" else {
            return nil
        }
        self.init(value)
    }

    public var description: String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, 3 - digits.count)) + digits
    }

    public static func < (left: SpecNumber, right: SpecNumber) -> Bool { left.value < right.value }
}

/// The name of a task: its spec and its number there, `003-T1`.
public struct TaskID: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The spec.
    public let spec: SpecNumber
    /// The task's number, from 1.
    public let number: Int

    /// A task's name from its parts.
    public init(_ spec: SpecNumber, _ number: Int) {
        self.spec = spec
        self.number = number
    }

    /// A name as it is written; nil for anything else.
    public init?(_ text: String) {
        // By hand: thousands are read before anything is shown, and a pattern is compiled each time.
        guard let hyphen = text.firstIndex(of: "-"), text[hyphen...].hasPrefix("-T") else { return nil }
        let (first, second) = (text[..<hyphen], text[hyphen...].dropFirst(2))
        guard first.count >= 3, (first + second).utf8.allSatisfy({ (48...57).contains($0) }),
            let spec = SpecNumber(first), let number = Int(second), number > 0
        else { return nil }
        self.init(spec, number)
    }

    public var description: String { "\(spec)-T\(number)" }

    public static func < (left: TaskID, right: TaskID) -> Bool {
        (left.spec, left.number) < (right.spec, right.number)
    }
}
