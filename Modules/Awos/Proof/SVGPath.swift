/// How wide and high what an SVG path draws is.
///
/// Curves count by the points that define them, arcs by their ends and their radius: enough to tell something from nothing.
struct SVGPath {
    private var low = (x: Double.infinity, y: Double.infinity)
    private var high = (x: -Double.infinity, y: -Double.infinity)
    private var current = (x: 0.0, y: 0.0)
    private var start = (x: 0.0, y: 0.0)

    /// The size; zero for a path without a point.
    var size: (width: Double, height: Double) {
        low.x.isFinite && low.y.isFinite ? (high.x - low.x, high.y - low.y) : (0, 0)
    }

    /// Reads what stands under `d`.
    init(_ text: String) {
        var command: Character = "M"
        var numbers: [Double] = []
        var number = ""
        func finish() {
            if let value = Double(number) { numbers.append(value) }
            number = ""
        }
        for sign in text {
            if sign.isLetter, sign != "e" {
                finish()
                apply(command, numbers)
                (command, numbers) = (sign, [])
            } else if sign == "-", !number.isEmpty, number.last != "e" {
                finish()
                number = "-"
            } else if sign == "," || sign.isWhitespace {
                finish()
            } else {
                number.append(sign)
            }
        }
        finish()
        apply(command, numbers)
    }

    /// How many numbers one step of a command takes.
    private static let arity: [Character: Int] = [
        "M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7,
    ]

    private mutating func apply(_ command: Character, _ numbers: [Double]) {
        let kind = Character(command.uppercased())
        if kind == "Z" { current = start }
        guard let count = Self.arity[kind] else { return }
        for first in stride(from: 0, through: numbers.count - count, by: count) {
            // More pairs behind a move are lines.
            let step = kind == "M" && first > 0 ? "L" : kind
            draw(step, Array(numbers[first..<first + count]), from: command.isLowercase ? current : (0, 0))
            if step == "M" { start = current }
        }
    }

    private mutating func draw(_ kind: Character, _ numbers: [Double], from origin: (x: Double, y: Double)) {
        let before = current
        // Where the pen only moves there is nothing to see.
        if kind == "M" {
            current = (origin.x + numbers[0], origin.y + numbers[1])
            return
        }
        take(before)
        switch kind {
        case "H": current.x = origin.x + numbers[0]
        case "V": current.y = origin.y + numbers[0]
        case "A":
            current = (origin.x + numbers[5], origin.y + numbers[6])
            guard current != before else { return }
            take((before.x, before.y - numbers[1]))
            take((current.x, current.y + numbers[1]))
        default:
            for pair in stride(from: 0, to: numbers.count, by: 2) {
                current = (origin.x + numbers[pair], origin.y + numbers[pair + 1])
                take(current)
            }
        }
        take(current)
    }

    private mutating func take(_ point: (x: Double, y: Double)) {
        low = (min(low.x, point.x), min(low.y, point.y))
        high = (max(high.x, point.x), max(high.y, point.y))
    }
}
