import Diagnostics
import DurableFiles
import Foundation
import Testing
import Warehouse

/// Every behaviour that an engine owes to the rest of the house, as tests over any engine.
///
///     @Suite struct DuckDBConformanceTests {
///         @Test(arguments: EngineContract.behaviours)
///         func keepsTheContract(_ behaviour: EngineContract.Behaviour) async throws {
///             try await behaviour.check { try await DuckDB.open(file: $0) }
///         }
///     }
public enum EngineContract {
    /// One behaviour, named by a sentence.
    public struct Behaviour: Sendable, CustomTestStringConvertible {
        /// What the engine does, as a sentence in the style of a test's name.
        public let name: String
        let body: @Sendable (any Engine, TemporaryDirectory) async throws -> Void

        /// The name.
        public var testDescription: String { name }

        init(_ name: String, _ body: @escaping @Sendable (any Engine, TemporaryDirectory) async throws -> Void) {
            (self.name, self.body) = (name, body)
        }

        /// Runs the behaviour on a fresh engine.
        ///
        /// - Parameter open: opens the engine for writing on a file that is not there yet, in a folder that lasts as long
        ///   as the check.
        public func check(_ open: @Sendable (URL) async throws -> any Engine) async throws {
            let folder = try TemporaryDirectory()
            let engine = try await open(folder.file("warehouse.db"))
            try await body(engine, folder)
        }
    }

    /// All of them.
    public static let behaviours: [Behaviour] =
        values + statements + identifiers + tables + merges + transactions + files + failures + concurrency
}

extension Engine {
    /// The code of the error that a statement ends with, or nil when it ends well.
    func code(of sql: SQL) async -> WeirError.Code? {
        do { try await run(sql) } catch { return WeirError(wrapping: error).code }
        return nil
    }
}
