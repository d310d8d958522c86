import Diagnostics
import Foundation
import Testing

@testable import DurableFiles

@Suite struct ConfinedRootTests {
    let folder: TemporaryDirectory
    let root: ConfinedRoot

    init() throws {
        folder = try TemporaryDirectory()
        try folder.write("in", to: "root/pages/home.md")
        try folder.write("out", to: "rootless/secret")
        root = try ConfinedRoot(folder.file("root"))
        for (link, target) in [("out", "../rootless"), ("dead", "../nothing"), ("alias", "pages"), ("up", "..")] {
            try DurableFile.replaceLink(at: folder.file("root/\(link)"), target: target)
        }
    }

    @Test(arguments: [
        ("pages/home.md", "pages/home.md"), ("./pages//home.md", "pages/home.md"), ("new/file", "new/file"),
        ("alias/home.md", "pages/home.md"), ("..hidden", "..hidden"),
    ])
    func pathsBelowTheRootAreGiven(path: String, place: String) throws {
        #expect(try root.file(path).path == folder.file("root").path + "/" + place)
    }

    @Test(arguments: [
        ("/etc/passwd", "it is absolute"), ("../rootless/secret", "it climbs with '..'"),
        ("pages/../../x", "it climbs with '..'"), ("pages/..", "it climbs with '..'"), ("", "it is empty"),
        ("./", "it is empty"), ("a\0b", "it holds a zero byte"), ("out/secret", "a link in it leads out"),
        ("up/rootless/secret", "a link in it leads out"), ("dead/x", "a link in it leads to nothing"),
    ])
    func pathsThatLeaveTheRootAreRefused(path: String, reason: String) throws {
        let error = #expect(throws: WeirError.self) { try root.file(path) }
        #expect(error?.code == "files.outside_root")
        #expect(error?.message.hasSuffix(reason) == true)
    }

    @Test func rootThatIsMissingIsNamed() {
        #expect { try ConfinedRoot(folder.file("missing")) } throws: { ($0 as? WeirError)?.code == "files.not_found" }
    }
}
