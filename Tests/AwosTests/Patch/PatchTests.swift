import DurableFiles
import Foundation
import Testing

@testable import Awos

@Suite struct PatchTests {
    /// A repository, and a folder beside it with the same files and no git.
    private struct Pair {
        let fixture: GitFixture
        let folder: TemporaryDirectory
        let base: String

        init(_ files: [String: String]) async throws {
            fixture = try await GitFixture(files)
            folder = try TemporaryDirectory(prefix: "weir-slot")
            for (path, text) in files { try folder.write(text, to: path) }
            base = try #require(try await fixture.git.commit("HEAD"))
        }

        func capture() async throws -> Patch {
            try await Patch.capture(folder.url, against: base, in: fixture.git)
        }

        func remove(_ path: String) throws { try FileManager.default.removeItem(at: folder.file(path)) }
        func link(_ path: String, to target: String) throws {
            try FileManager.default.createSymbolicLink(atPath: folder.file(path).path, withDestinationPath: target)
        }
    }

    @Test func nothingIsNothing() async throws {
        #expect(try await Pair(["a.txt": "1\n", "b/c.txt": "2\n"]).capture().isEmpty)
    }

    @Test func everyPathHasWhatBecameOfIt() async throws {
        let pair = try await Pair([
            "a.txt": "1\n", "b.txt": "2\n", "old.txt": "the same content\n", ".gitignore": "*.log\n",
        ])
        try pair.folder.write("3\n", to: "a.txt")
        try pair.remove("b.txt")
        try FileManager.default.moveItem(at: pair.folder.file("old.txt"), to: pair.folder.file("new ü.txt"))
        try pair.folder.write("not taken", to: "run.log")
        let patch = try await pair.capture()
        #expect(
            patch.items.map { "\($0.change.rawValue) \($0.path)" } == [
                "changed a.txt", "deleted b.txt", "added new ü.txt", "deleted old.txt",
            ])
        #expect(patch.refusals.isEmpty)
        #expect(try await pair.fixture.git.changedPaths(untracked: true) == [])
        #expect(try await pair.fixture.git.run(["status", "--porcelain"]).isEmpty)
    }

    @Test func contentIsKeptByteForByteAndModesToo() async throws {
        let pair = try await Pair(["run.sh": "#!/bin/sh\n"])
        let bytes = Data((0...255).map { UInt8($0) } + [0x0D, 0x0A])
        try bytes.write(to: pair.folder.file("image.bin"))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: pair.folder.file("run.sh").path)
        let patch = try await pair.capture()
        #expect(patch.items.map(\.mode) == ["100644", "100755"])
        let tree = try #require(
            try await patch.applied(to: pair.base, in: pair.fixture.git, workTree: pair.folder.url))
        let out = try TemporaryDirectory()
        try await PrivateIndex(pair.fixture.git, workTree: out.url).run(["read-tree", "--reset", "-u", tree])
        #expect(try Data(contentsOf: out.file("image.bin")) == bytes)
        #expect(try await patch.text(in: pair.fixture.git).contains("GIT binary patch"))
    }

    @Test func whatTheFolderOwnGitSaysDoesNotMatter() async throws {
        let pair = try await Pair(["a.txt": "1\n"])
        let other = GitRepository(root: pair.folder.url, environment: GitFixture.environment)
        try await other.run(["init", "-q"])
        try pair.folder.write("*\n", to: ".git/info/exclude")
        try pair.folder.write("evil", to: ".git/index")
        try pair.folder.write("2\n", to: "b.txt")
        #expect(try await pair.capture().paths == ["b.txt"])
    }

    @Test func repositoriesInsideAreRefused() async throws {
        let pair = try await Pair(["a.txt": "1\n"])
        for name in ["empty", "deep/full"] {
            let place = pair.folder.file(name)
            try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
            let inner = GitRepository(root: place, environment: GitFixture.environment)
            try await inner.run(["init", "-q"])
            try pair.folder.write("1\n", to: "\(name)/inside.txt")
            guard name != "empty" else { continue }
            try await inner.run(["add", "-A"])
            try await inner.run(["commit", "-q", "-m", "feat: inside"])
        }
        try pair.folder.write("2\n", to: "b.txt")
        let patch = try await pair.capture()
        #expect(patch.paths == ["b.txt"])
        #expect(
            patch.refusals.sorted() == [
                "deep/full/ is a git repository of its own", "empty/ is a git repository of its own",
            ])
    }

    @Test(arguments: [
        ("link", "/etc/passwd", true), ("link", "../x", true), ("a/link", "../x", false), ("a/link", "../../x", true),
        ("link", "a/../../x", true), ("link", "a/./b", false), ("a/b/link", "./../c", false), ("link", "x..y", false),
    ])
    func linksThatLeadOutAreKnown(path: String, target: String, leadsOut: Bool) {
        #expect(Patch.leadsOut(target, from: path) == leadsOut)
    }

    @Test func linksThatLeadOutAreRefused() async throws {
        let pair = try await Pair(["a.txt": "1\n"])
        try pair.link("inside", to: "a.txt")
        try pair.link("outside", to: "../secret")
        let patch = try await pair.capture()
        #expect(patch.items.map(\.mode) == ["120000", "120000"])
        #expect(patch.refusals == ["outside is a link that leads out of the tree"])
    }

    @Test func itFitsAHeadThatChangedElsewhere() async throws {
        let list = "alpha\nbeta\n"
        let pair = try await Pair(["a.txt": "1\n", "list.txt": list, ".gitattributes": "list.txt merge=union\n"])
        try pair.folder.write("2\n", to: "a.txt")
        try pair.folder.write(list + "gamma\n", to: "list.txt")
        let patch = try await pair.capture()
        try await pair.fixture.commit(["b.txt": "3\n", "list.txt": list + "delta\n"], "feat: more")
        let head = try #require(try await pair.fixture.git.commit("HEAD"))
        let tree = try #require(
            try await patch.applied(to: head, in: pair.fixture.git, workTree: pair.fixture.folder.url))
        let items = try await Patch.items(from: head, to: tree, in: pair.fixture.git)
        #expect(items.map(\.path) == ["a.txt", "list.txt"])
        let merged = try await pair.fixture.git.run(["cat-file", "blob", "\(tree):list.txt"])
        #expect(Set(merged.split(separator: "\n")) == ["alpha", "beta", "gamma", "delta"])
    }

    @Test func itDoesNotFitAHeadThatChangedTheSame() async throws {
        let pair = try await Pair(["a.txt": "1\n"])
        try pair.folder.write("2\n", to: "a.txt")
        let patch = try await pair.capture()
        try await pair.fixture.commit(["a.txt": "3\n"], "feat: other")
        let head = try #require(try await pair.fixture.git.commit("HEAD"))
        #expect(try await patch.applied(to: head, in: pair.fixture.git, workTree: pair.fixture.folder.url) == nil)
    }
}
