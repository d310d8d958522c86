import Foundation
import JSON
import Testing

@testable import Awos
@testable import AwosCommand

@Suite struct ProductCommandTests {
    static let project = "name: a\ntargets: {dev: {engine: duckdb, warehouse: w.duckdb}}\n"

    @Test func theThreeDocumentsAreMadeHeadless() async throws {
        let fixture = try await AwosFixture(["weir.yml": Self.project])
        let product = await fixture.call(["product", "--purpose", "To know.", "--users", "a", "--users", "b", "--json"])
        #expect(product.code == 0, "\(product.messages)")
        #expect(product.json["fate"]?.string == "made")
        #expect(product.json["answered"]?.array?.compactMap(\.string) == ["purpose", "users"])
        let roadmap = await fixture.call(["roadmap", "--now", "Hourly air quality"])
        #expect(roadmap.output == "context/product/roadmap.md: made\n  assumed: next\n  assumed: later\n")
        #expect(await fixture.call("architecture").code == 0)
        #expect(try fixture.text("context/product/architecture.md").contains("- Targets: `dev` (duckdb, default)\n"))
        #expect(
            await fixture.call("product").output.hasPrefix("context/product/product-definition.md: nothing to change\n")
        )
        let first = try RoadmapFile(in: SpecTree(root: fixture.folder.url))?.firstOpen?.text
        #expect(first == "Hourly air quality")
    }

    @Test func anOptionCountsBeforeTheAnswersFile() async throws {
        let fixture = try await AwosFixture([
            "weir.yml": Self.project, "a.yml": "purpose: of the file\nlimits: [none]\n",
        ])
        let call = await fixture.call("product --answers a.yml --purpose option")
        #expect(call.code == 0)
        let text = try fixture.text("context/product/product-definition.md")
        #expect(text.contains("## Purpose\n\noption\n") && text.contains("- none\n"))
    }

    @Test(arguments: [
        ("product --answers no.yml", "the answers file no.yml cannot be read"),
        ("product --answers bad.yml", "has an unknown key 'purpos'"),
        ("product --purpos a", "has no option '--purpos'"),
        ("init --agent claud", "there is no agent 'claud'"), ("hire Nothing", "there is no module 'Nothing'"),
    ])
    func aWrongCallWritesNothing(line: String, message: String) async throws {
        let fixture = try await AwosFixture(["weir.yml": Self.project, "bad.yml": "purpos: a\n"])
        let call = await fixture.call(line)
        #expect(call.code == 2)
        #expect(call.messages.contains(message), "\(call.messages)")
        #expect(try await fixture.git.changedPaths(untracked: true).isEmpty)
    }

    @Test func setUpCanBeCalledAgain() async throws {
        let fixture = try await AwosFixture(["weir.yml": Self.project])
        let call = await fixture.call("init --name harbour --agent manual --json")
        #expect(call.json["changed"] == .bool(true), "\(call.messages)")
        #expect(call.json["settings"]?["agent"]?.string == "manual")
        #expect(
            try fixture.text("weir.yml") == Self.project.replacing("name: a", with: "name: harbour")
                + "agents:\n  runner: manual\n")
        let again = await fixture.call("init --name harbour --agent manual")
        #expect(
            again.output
                == "name: harbour\ntarget: dev\nagent: manual\nmode: human-in-loop\nweir.yml: nothing to change\n")
    }

    @Test func anAgentDoesNotSayWhoDecides() async throws {
        let fixture = try await AwosFixture(["weir.yml": Self.project])
        let call = await fixture.call(["init", "--mode", "autonomous"], environment: ["AWOS_TASK": "001-T1"])
        #expect(call.code == 2)
        #expect(call.messages.contains("awos init is not for agents"), "\(call.messages)")
        #expect(try fixture.text("weir.yml") == Self.project)
    }

    @Test func hiringReportsWhatIsCoveredAndWhatIsNot() async throws {
        let fixture = try await AwosFixture(["Modules/Ingest/a.swift": "", "Modules/CSV/a.swift": ""])
        let call = await fixture.call("hire --json")
        #expect(call.json["covered"]?.array?.compactMap(\.string) == ["Ingest"])
        #expect(call.json["missing"]?.array?.compactMap(\.string) == ["CSV"])
        #expect(try fixture.text(".claude/agents/ingest.md").hasPrefix("---\nname: ingest\n"))
        let again = await fixture.call("hire CSV")
        #expect(again.output.contains(/\.claude\/agents\/csv\.md +CSV +made/), "\(again.output)")
    }
}

extension AwosFixture {
    /// The text of a file.
    func text(_ path: String) throws -> String { try String(contentsOf: folder.file(path), encoding: .utf8) }
}
