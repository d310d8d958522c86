import Warehouse

/// What a column is made of: portable SQL over a layout's fields, with the few pieces that engines write differently.
///
///     "'legacy-' || bikeid || '-' || \(.milliseconds("starttime"))"
public struct ColumnExpression: Sendable, Hashable {
    /// A piece of an expression.
    public enum Piece: Sendable, Hashable {
        /// SQL as it is; fields by their identifier (`start station id` is `start_station_id`).
        case sql(String)
        /// A field's time as milliseconds since 1970.
        case milliseconds(ColumnName)
        /// A setting of the source, bound as text.
        case setting(String)
    }

    var pieces: [Piece]

    init(field: Field) { pieces = [.sql("\"\(field.identifier.name)\"")] }

    /// The value of a setting of the source.
    public static func setting(_ name: String) -> ColumnExpression { ColumnExpression(pieces: [.setting(name)]) }

    private init(pieces: [Piece]) { self.pieces = pieces }

    /// The SQL for an engine.
    func sql(_ dialect: any SQLDialect, _ settings: SettingValues) throws -> SQL {
        try pieces.map { piece -> SQL in
            switch piece {
            case .sql(let text): SQL(raw: text)
            case .milliseconds(let field): DialectSQL.milliseconds(SQL(field), dialect)
            case .setting(let name): "\(try settings.text(name))"
            }
        }.joined(separator: "")
    }
}

extension ColumnExpression: ExpressibleByStringInterpolation {
    public init(stringLiteral value: String) { pieces = [.sql(value)] }
    public init(stringInterpolation: Interpolation) { pieces = stringInterpolation.pieces }

    /// Collects the pieces of an interpolated literal.
    public struct Interpolation: StringInterpolationProtocol {
        var pieces: [Piece] = []

        public init(literalCapacity: Int, interpolationCount: Int) {}
        public mutating func appendLiteral(_ literal: String) { pieces.append(.sql(literal)) }
        /// Puts in a piece.
        public mutating func appendInterpolation(_ piece: Piece) { pieces.append(piece) }
    }
}
