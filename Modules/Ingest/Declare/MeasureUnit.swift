import Warehouse

/// A unit that measures are brought to, and the units that files may state for it.
public enum MeasureUnit: String, Sendable, Hashable, CaseIterable {
    case celsius
    case millimetres
    case centimetres
    case kilometresPerHour
    case percent
    /// A code or a count: whatever unit a file states, nothing is converted.
    case code

    /// The type of a column of this unit.
    var columnType: ColumnType { self == .code ? .integer : .double }

    /// How a number in the stated unit becomes one in this unit: times `factor` after `offset` was added; nil when the
    /// stated unit is no unit of this kind.
    func conversion(from stated: String) -> (offset: Double, factor: Double)? {
        let stated = stated.lowercased().filter { !$0.isWhitespace }
        return self == .code ? (0, 1) : known[stated]
    }

    /// The units that may be stated, for the error.
    var statable: [String] { known.keys.sorted() }

    private var known: [String: (offset: Double, factor: Double)] {
        switch self {
        case .celsius: ["°c": (0, 1), "c": (0, 1), "°f": (-32, 5.0 / 9), "f": (-32, 5.0 / 9), "k": (-273.15, 1)]
        case .millimetres: ["mm": (0, 1), "cm": (0, 10), "inch": (0, 25.4), "in": (0, 25.4)]
        case .centimetres: ["cm": (0, 1), "mm": (0, 0.1), "inch": (0, 2.54), "in": (0, 2.54), "m": (0, 100)]
        case .kilometresPerHour:
            [
                "km/h": (0, 1), "kmh": (0, 1), "mp/h": (0, 1.609344), "mph": (0, 1.609344), "m/s": (0, 3.6),
                "ms": (0, 3.6), "kn": (0, 1.852),
            ]
        case .percent: ["%": (0, 1)]
        case .code: [:]
        }
    }
}
