/// What went wrong, where, and the next move: the one error that a person meets.
///
/// Parsers and decoders throw closed types of their own; everywhere else this is thrown. Row values and secrets never
/// stand in `message`, `hint` or `notes`.
public struct WeirError: Error, Sendable, Hashable {
    /// A stable name for programs, in dotted lower case: `ingest.column_vanished`. The set is open.
    public struct Code: RawRepresentable, Sendable, Hashable, ExpressibleByStringLiteral {
        /// The name as text.
        public let rawValue: String
        /// A code of this name.
        public init(rawValue: String) { self.rawValue = rawValue }
        /// A code of this name.
        public init(stringLiteral value: String) { rawValue = value }
    }

    /// Who has to move, which decides the exit code.
    public enum Kind: Sendable, Hashable {
        /// The work failed (exit code 1).
        case failure
        /// The call was wrong: a bad option, a bad file, a missing package (exit code 2).
        case usage
        /// A person or a program stopped it (exit code 130).
        case interrupted
    }

    /// The stable name of what happened.
    public var code: Code
    /// One sentence in lower case without a full stop: what happened, and to what.
    public var message: String
    /// The place in a file, where there is one.
    public var location: SourceLocation?
    /// The next move, where one is known: a command, a setting, a spelling.
    public var hint: String?
    /// More lines: each place that was searched, each column that differs.
    public var notes: [String]
    /// Whether the same call may succeed later without anybody doing anything.
    public var isRetryable: Bool
    /// Who has to move.
    public var kind: Kind
    /// For a failed statement: UTF-8 bytes from its beginning to the place that the engine named.
    public var statementOffset: Int?

    /// An error with these parts; by default a terminal failure without a place.
    public init(
        _ code: Code, _ message: String, at location: SourceLocation? = nil, hint: String? = nil, notes: [String] = [],
        isRetryable: Bool = false, kind: Kind = .failure, statementOffset: Int? = nil
    ) {
        self.code = code
        self.message = message
        self.location = location
        self.hint = hint
        self.notes = notes
        self.isRetryable = isRetryable
        self.kind = kind
        self.statementOffset = statementOffset
    }

    /// The exit code of a program that ends with this error: 1, 2 or 130.
    public var exitCode: Int32 {
        switch kind {
        case .failure: 1
        case .usage: 2
        case .interrupted: 130
        }
    }

    /// The error of work that was cancelled.
    public static let interrupted = WeirError("interrupted", "interrupted", kind: .interrupted)

    /// Any error as a `WeirError`: itself, `interrupted` for a cancelled task, else its description.
    public init(wrapping error: any Error) {
        switch error {
        case let error as WeirError: self = error
        case is CancellationError: self = .interrupted
        case let errors as WeirErrors where errors.all.count == 1: self = errors.all[0]
        case let errors as WeirErrors:
            self.init(
                errors.all.first?.code ?? "errors", "\(errors.all.count) errors",
                notes: errors.all.map(\.description), kind: errors.all.first?.kind ?? .failure)
        default: self.init("unexpected", "\(error)")
        }
    }
}

extension WeirError: CustomStringConvertible {
    public var description: String { text() }
}

/// Several errors of one piece of work that were all found before it stopped: every bad model, every bad name.
public struct WeirErrors: Error, Sendable, Hashable, CustomStringConvertible {
    /// The errors in the order in which a person should read them; never empty.
    public let all: [WeirError]

    /// These errors.
    public init(_ all: [WeirError]) { self.all = all }

    /// Throws when there is any error: itself when it is alone.
    public static func throwIfAny(_ errors: [WeirError]) throws {
        if errors.count == 1 { throw errors[0] }
        if !errors.isEmpty { throw WeirErrors(errors) }
    }

    public var description: String { all.map(\.description).joined(separator: "\n\n") }
}
