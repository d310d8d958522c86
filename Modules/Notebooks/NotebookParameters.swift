import Diagnostics
import Warehouse
import YAML

/// The parameters of a notebook: names, and the values of one run.
public struct NotebookParameters: Sendable, Hashable {
    /// Names in the order in which the notebook declares them.
    public private(set) var names: [String] = []
    /// The value of each name.
    public private(set) var values: [String: Value] = [:]

    /// No parameters.
    public init() {}

    /// Reads a parameters cell: `name: value` a line (YAML). A text of the form `YYYY-MM-DD` is a day.
    init(parsing text: String, file: String) throws {
        let document = try YAMLDocument.parse(text, file: file)
        guard let root = document.root, !root.isNull else { return }
        guard let mapping = root.mapping else {
            throw WeirError.badParameters(at: document.location(root.mark), because: "'name: value' lines are expected")
        }
        for entry in mapping.entries {
            guard let scalar = entry.value.scalar else {
                throw WeirError.badParameters(
                    at: document.location(entry.value.mark), because: "the value of '\(entry.key)' must be one value")
            }
            names.append(entry.key)
            values[entry.key] = Self.value(of: scalar)
        }
    }

    mutating func add(_ other: NotebookParameters) {
        names += other.names.filter { !names.contains($0) }
        values.merge(other.values) { $1 }
    }

    private static func value(of scalar: YAMLScalar) -> Value {
        switch scalar.value {
        case .null: .null
        case .bool(let value): .boolean(value)
        case .integer(let value): .integer(value)
        case .number(let value): .double(value)
        case .string: CalendarDay(scalar.text).map(Value.day) ?? .text(scalar.text)
        }
    }

    /// The same parameters with values given as text (`-p name=value`), each read as the type of its default.
    ///
    /// Throws all mistakes at once: unknown names with their near miss, texts that are not of the type.
    public func overridden(by texts: [(name: String, text: String)], file: String) throws -> NotebookParameters {
        var result = self
        var errors: [WeirError] = []
        for (name, text) in texts {
            guard let standard = values[name] else {
                errors.append(.unknownParameter(name, known: names, file: file))
                continue
            }
            guard let value = Self.read(text, like: standard) else {
                errors.append(.parameterType(name, expected: standard.type, file: file))
                continue
            }
            result.values[name] = value
        }
        try WeirErrors.throwIfAny(errors)
        return result
    }

    private static func read(_ text: String, like standard: Value) -> Value? {
        switch standard {
        case .boolean: ["true": true, "false": false][text.lowercased()].map(Value.boolean)
        case .integer: Int64(text).map(Value.integer)
        case .double: Double(text).flatMap { $0.isFinite ? .double($0) : nil }
        case .day: CalendarDay(text).map(Value.day)
        default: .text(text)
        }
    }

    /// The values as a table of two columns, for the output of the parameters cell.
    var table: Table {
        Table(
            columns: [Column("parameter", .text), Column("value", .text)],
            rows: names.map { [.text($0), .text(values[$0]?.description ?? "")] })
    }
}

extension Notebook {
    /// The parameters that its parameters cells declare, with their default values; throws when one cannot be read.
    public var parameters: NotebookParameters {
        get throws {
            var result = NotebookParameters()
            for (index, cell) in cells.enumerated() where cell.kind == .code {
                guard case .parameters(let text) = CellCommand(cell) else { continue }
                result.add(try NotebookParameters(parsing: text, file: "\(file), cell \(index + 1)"))
            }
            return result
        }
    }
}
