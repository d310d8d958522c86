/// How values look when their letters and digits are taken out.
enum ValueShapes {
    private static let longestRun = 4
    private static let longestShape = 40

    /// `A` and `a` for letters, `9` for digits, everyday signs as they are, `·` for others; runs of more than four in short: `9{10}`.
    static func shape(of value: String) -> String {
        var runs: [(sign: Character, count: Int)] = []
        for scalar in value.unicodeScalars {
            let sign = sign(of: scalar)
            if runs.last?.sign == sign { runs[runs.count - 1].count += 1 } else { runs.append((sign, 1)) }
            if runs.count > longestShape { break }
        }
        let shape = runs.map { sign, count in
            count > longestRun ? "\(sign){\(count)}" : String(repeating: sign, count: count)
        }.joined()
        return shape.count > longestShape ? shape.prefix(longestShape) + "…" : shape
    }

    private static func sign(of scalar: Unicode.Scalar) -> Character {
        if scalar.isASCII {
            switch scalar {
            case "0"..."9": return "9"
            case "a"..."z": return "a"
            case "A"..."Z": return "A"
            case " ", "-", "_", ".", "/", ":", ",", "+", "@", "#", "(", ")", "%", "&": return Character(scalar)
            default: return "·"
            }
        }
        if scalar.properties.isUppercase { return "A" }
        if scalar.properties.isAlphabetic { return "a" }
        return scalar.properties.numericType != nil ? "9" : "·"
    }

    /// The commonest shapes; empty where none stands for at least a twentieth of the values.
    static func commonest(_ values: [String]) -> [ValueShape] {
        guard !values.isEmpty else { return [] }
        let counts = Dictionary(grouping: values.map(shape), by: \.self).mapValues(\.count)
        return counts.filter { $0.value * 20 >= values.count }
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(3).map { ValueShape($0.key, $0.value) }
    }
}
