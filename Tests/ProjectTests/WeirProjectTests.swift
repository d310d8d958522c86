import Diagnostics
import DurableFiles
import Foundation
import Testing

@testable import Project

@Suite struct WeirProjectTests {
    @Test func everySettingIsRead() throws {
        let project = try SampleProject().load()
        let root = project.paths.root
        #expect(project.name == "rides")
        #expect(project.defaultTarget == "dev")
        #expect(project.publishedSchemas == ["marts", "core"])
        #expect(project.schedule == .init(catchesUp: false, concurrency: 3))
        #expect(project.executionMode == .autonomous)
        #expect(project.configuredSources == ["trips", "trips_old", "weather"])
        let dev = try project.target()
        #expect(dev.engine == .duckdb)
        #expect(dev.warehouse.path == root.appending(path: ".weir/warehouse.duckdb").path)
        #expect(dev.threads == 2)
        #expect(dev.memoryLimitBytes == 512_000_000)
        #expect(try project.target(named: "live").warehouse.path == "/data/live.duckdb")
    }

    @Test func whatIsLeftOutHasADefault() throws {
        let project = try SampleProject("name: a\ntargets: {only: {engine: duckdb, warehouse: w.duckdb}}\n").load()
        #expect(project.defaultTarget == "only")
        #expect(project.publishedSchemas == ["marts"])
        #expect(project.schedule == .init(catchesUp: true, concurrency: 2))
        #expect(project.executionMode == .humanInLoop)
        #expect(try project.target().threads == nil)
    }

    @Test func theProjectIsFoundFromAFolderInside() throws {
        let sample = try SampleProject()
        let inside = sample.folder.file("a/b")
        try FileManager.default.createDirectory(at: inside, withIntermediateDirectories: true)
        let project = try WeirProject.find(from: inside, environment: [:])
        #expect(project.paths.root.path == sample.folder.url.path)
    }

    @Test func aFolderWithoutAProjectListsEveryPlace() throws {
        let error = #expect(throws: WeirError.self) {
            try WeirProject.find(from: URL(filePath: "/nowhere/at/all"), environment: [:])
        }
        #expect(error?.code == "project.not_found")
        #expect(
            error?.notes == [
                "looked for /nowhere/at/all/weir.yml", "looked for /nowhere/at/weir.yml",
                "looked for /nowhere/weir.yml",
                "looked for /weir.yml",
            ])
    }

    @Test func aFileThatCannotBeReadIsNotSaidToBeMissing() throws {
        let folder = try TemporaryDirectory()
        try FileManager.default.createDirectory(at: folder.file("weir.yml"), withIntermediateDirectories: true)
        for open in [WeirProject.load, WeirProject.find(from:environment:)] {
            let error = #expect(throws: WeirError.self) { try open(folder.url, [:]) }
            #expect(error?.code == "project.unreadable")
            #expect(error?.message == "'\(folder.file("weir.yml").path)' cannot be read")
            #expect(error?.exitCode == 2)
        }
    }

    @Test func anUnknownTargetListsTheKnownOnes() throws {
        let project = try SampleProject().load()
        let error = #expect(throws: WeirError.self) { try project.target(named: "liv") }
        #expect(error?.message == "weir.yml has no target 'liv'")
        #expect(error?.hint == "did you mean 'live'? targets: dev, lite, live")
        #expect(error?.exitCode == 2)
    }

    @Test func pathsStartAtTheProject() throws {
        let project = try SampleProject().load()
        let root = project.paths.root.path
        #expect(project.paths.state.path == root + "/.weir/state.sqlite")
        #expect(project.paths.runsLog.path == root + "/.weir/logs/runs.jsonl")
        #expect(try project.paths.published(project.target()).path == root + "/.weir/published/dev")
        #expect(project.paths.resolve("a/../b").path == root + "/b")
        #expect(project.paths.resolve("/b").path == "/b")
        #expect(project.paths.shown(project.paths.landing) == ".weir/landing")
        #expect(project.paths.shown(URL(filePath: "/b")) == "/b")
    }
}
