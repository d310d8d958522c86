import Diagnostics
import DurableFiles
import Foundation

/// An index of its own over some folder, with the objects of the main repository; the repository's index stays as it is.
struct PrivateIndex: Sendable {
    /// Settings under which content and modes are taken as they are in the folder, whatever the machine prefers.
    static let settings = ["core.fileMode=true", "core.symlinks=true", "core.autocrlf=false", "core.safecrlf=false"]

    private let git: GitRepository
    private let place: TemporaryDirectory?
    private let variables: [String: String]

    /// An index over this folder; `file` is where it is kept, by default nowhere longer than the value lives.
    init(_ git: GitRepository, workTree: URL, file: URL? = nil) throws {
        place = file == nil ? try TemporaryDirectory(prefix: "weir-index") : nil
        let index = file ?? place?.file("index") ?? workTree
        self.git = git.at(workTree)
        variables = [
            "GIT_DIR": git.directory.path, "GIT_WORK_TREE": workTree.path, "GIT_INDEX_FILE": index.path,
        ]
    }

    /// Runs git with these words in the folder; its output.
    @discardableResult
    func run(_ words: [String], input: URL? = nil) async throws -> String {
        try await git.run(Self.settings.flatMap { ["-c", $0] } + words, variables: variables, input: input)
    }

    /// Runs git with these words in the folder; any ending is an answer.
    func answer(_ words: [String]) async throws -> GitRepository.Answer {
        try await git.answer(words, variables: variables)
    }
}
