import Diagnostics
import DuckDBEngine
import Foundation
import SQLiteEngine
import Warehouse

/// One place to work in: an engine, its warehouse file, its limits.
public struct Target: Sendable, Hashable {
    /// The target's name.
    public let name: String
    /// Which engine its warehouse is.
    public let engine: EngineKind
    /// The warehouse's file.
    public let warehouse: URL
    /// Threads of one statement; nil leaves it to the engine.
    public let threads: Int?
    /// The most memory the engine takes, in bytes; nil leaves it to the engine.
    public let memoryLimitBytes: Int?
    /// Settings of sources that differ here.
    let overrides: [String: [WeirProject.Setting]]
}

/// The engines that a target may name.
public enum EngineKind: String, Sendable, Hashable, CaseIterable {
    case duckdb
    case sqlite

    /// How the engine writes SQL; known without opening or loading anything.
    public var dialect: any SQLDialect {
        switch self {
        case .duckdb: DuckDBDialect()
        case .sqlite: SQLiteDialect()
        }
    }
}

/// A number of bytes as settings write it.
enum ByteSize {
    /// The bytes of `512MB`, `2 GB`, `1GiB`; nil for anything else.
    static func parse(_ text: String) -> Int? {
        let letters = text.filter { !$0.isWhitespace }
        let number = letters.prefix { $0.isNumber || $0 == "." }
        let unit = letters.dropFirst(number.count).uppercased()
        guard let value = Double(number), value > 0, let factor = factors[unit] else { return nil }
        return Int(exactly: (value * factor).rounded())
    }

    private static let factors: [String: Double] = [
        "B": 1, "KB": 1e3, "MB": 1e6, "GB": 1e9, "TB": 1e12, "KIB": 1024, "MIB": 1_048_576, "GIB": 1_073_741_824,
        "TIB": 1_099_511_627_776,
    ]
}
