import Foundation
import Testing

@testable import EmbeddingExample

@Suite struct EmbeddingTests {
    /// The expected text was worked out from the CSV file with another program (`Examples/embedding/README.md` says how).
    @Test func theExampleSaysWhatItsReadmePromises() async throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Examples/embedding")
        let expected = try String(contentsOf: folder.appending(path: "expected.txt"), encoding: .utf8)
        #expect(try await Embedding.run(in: folder) + "\n" == expected)
    }
}
