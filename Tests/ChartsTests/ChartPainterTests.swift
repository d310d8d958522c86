import Diagnostics
import Foundation
import JSON
import Testing

@testable import Charts

@Suite struct ChartPainterTests {
    /// Set-up links the package here.
    private static let packages = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../.weir/python").standardizedFileURL.path

    private let data = ChartData(
        columns: [ChartColumn("day", .day), ChartColumn("trips", .integer), ChartColumn("kind", .name)],
        rows: [["2024-05-01", 3, "a"], ["2024-05-02", 5, "b"], ["2024-05-03", 4, "a"]])

    @Test(
        arguments: [
            ["type": "line", "x": "day", "y": "trips"], ["type": "area", "x": "day", "y": "trips", "series": "kind"],
            ["type": "bar", "x": "day", "y": "trips"], ["type": "bar", "x": "trips", "y": "kind"],
            ["type": "point", "x": "trips", "y": "trips", "trend": true],
            ["type": "heatmap", "x": "day", "y": "kind", "series": "trips"],
        ] as [JSONObject])
    func everyFormIsDrawnInBothLooks(object: JSONObject) async throws {
        let painter = ChartPainter(ChartPainter.Setup(packages: Self.packages))
        for look in [ChartLook.light, .dark.still] {
            let svg = try await painter.svg(try Chart(object).vegaLite(data, look: look))
            #expect(svg.hasPrefix("<svg"))
            #expect(svg.contains("class=\"mark-") && svg.contains("<path aria-label"))
        }
        await painter.close()
    }

    @Test func aPictureIsAPNGFile() async throws {
        let painter = ChartPainter(ChartPainter.Setup(packages: Self.packages))
        let png = try await painter.png(try Chart(["type": "bar", "x": "day", "y": "trips"]).vegaLite(data))
        #expect(png.prefix(4) == [0x89, 0x50, 0x4E, 0x47])
        await painter.close()
    }

    @Test func aBadDocumentIsAnErrorAndThePainterLives() async throws {
        let painter = ChartPainter(ChartPainter.Setup(packages: Self.packages))
        let error = await #expect(throws: WeirError.self) { _ = try await painter.svg(["mark": 7]) }
        #expect(error?.code == "charts.painter_failed")
        _ = try await painter.svg(try Chart(["type": "bar", "x": "day", "y": "trips"]).vegaLite(data))
        await painter.close()
    }

    @Test func aMissingProgramSaysHowToGetIt() async {
        let painter = ChartPainter(ChartPainter.Setup(python: "/nowhere/python3", packages: nil))
        let error = await #expect(throws: WeirError.self) { _ = try await painter.svg([:]) }
        #expect(error?.code == "charts.painter_missing")
        #expect(error?.hint == "run `make setup`, which installs vl-convert")
    }

    @Test func aProgramThatEndsSaysItsLastLine() async throws {
        let painter = ChartPainter(ChartPainter.Setup(packages: "/nowhere"))
        let error = await #expect(throws: WeirError.self) { _ = try await painter.svg([:]) }
        #expect(error?.code == "charts.painter_ended")
        #expect(error?.message.contains("No module named 'vl_convert'") == true)
        #expect(error?.isRetryable == true)
    }

    @Test func aProgramThatHangsIsGivenUp() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "weir-painter-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let program = folder.appending(path: "python3")
        try Data("#!/bin/sh\nexec sleep 600\n".utf8).write(to: program)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)
        let painter = ChartPainter(ChartPainter.Setup(python: program.path, packages: nil, limitSeconds: 0))
        let error = await #expect(throws: WeirError.self) { _ = try await painter.svg([:]) }
        #expect(error?.code == "charts.painter_slow")
    }
}
