import Foundation
import Testing

/// kill -9 at many moments of a run: the next run ends green, and no row is lost or doubled.
@Suite(.startsPrograms) struct KillTests {
    /// When a run is killed: some time after one of its steps began.
    struct Moment: Sendable, CustomTestStringConvertible {
        let step: String
        let delayMilliseconds: Double
        let isFullRefresh: Bool

        var testDescription: String {
            "\(step) + \(Int(delayMilliseconds)) ms\(isFullRefresh ? ", while everything is loaded again" : "")"
        }
    }

    /// The moments of all steps that write, by a seed; half of them on a project that has a snapshot to lose.
    static let moments: [Moment] = {
        var chance = SeededChance(seed: 20_240_501)
        let steps: [(name: String, milliseconds: Double, times: Int)] = [
            ("ingest bike_trips", 500, 4), ("ingest weather", 400, 2), ("check bike_trips.raw", 100, 1),
            ("transform tag:bike_trips tag:weather tag:city_bikes", 700, 4), ("publish", 200, 4),
            ("notebook marts_eda", 80, 1),
        ]
        return steps.flatMap { step in
            (0..<step.times).map { time in
                Moment(
                    step: step.name, delayMilliseconds: chance.next(below: step.milliseconds),
                    isFullRefresh: time % 2 == 1)
            }
        }
    }()

    @Test(arguments: moments) func theRunAfterIsAsIfNothingHadHappened(moment: Moment) async throws {
        let project = try await Self.killed(at: moment)
        let undisturbed = try await MadeOnce.undisturbed()
        let current = project.folder.file(".weir/published/dev/current").path
        if (try? FileManager.default.destinationOfSymbolicLink(atPath: current)) != nil {
            let published = try await Fingerprint.of(project, Fingerprint.published, isLive: false)
            #expect(published == undisturbed.published)
        } else {
            #expect(!moment.isFullRefresh, "the snapshot is gone")
        }
        let next = try await project.call("run city_bikes --json")
        #expect(next.code == 0, "\(next.text)")
        #expect(try await Fingerprint.of(project) == undisturbed)
        #expect(try await Fingerprint.of(project, Fingerprint.published, isLive: false) == undisturbed.published)
        let runs = try await project.call("runs --json").json["runs"]?.array ?? []
        let statuses = runs.prefix(2).compactMap { $0["status"]?.string }
        // A kill between the run's last entry and the end of the process leaves a run that succeeded.
        #expect(statuses == ["succeeded", "interrupted"] || statuses == ["succeeded", "succeeded"], "\(statuses)")
        try Self.expectNoLitter(in: project)
    }

    /// A project whose run was killed at that moment, or somewhat earlier where the run was over too soon; where it was over
    /// each time, as on a machine that lets this process wait, one whose run ended.
    private static func killed(at moment: Moment) async throws -> TrialProject {
        var delay = moment.delayMilliseconds
        var triesLeft = 5
        while true {
            let project =
                moment.isFullRefresh ? try await MadeOnce.ranProject() : try await MadeOnce.freshProject()
            let words = ["run", "city_bikes"] + (moment.isFullRefresh ? ["--full-refresh"] : [])
            let earlier = project.log.utf8.count
            let child = try project.start(words)
            try await child.wait { project.log(from: earlier).contains("\"\(moment.step) started\"") }
            try await Task.sleep(for: .milliseconds(delay))
            child.send(SIGKILL)
            if try await child.ending().signal == SIGKILL || triesLeft == 1 { return project }
            triesLeft -= 1
            delay /= 4
        }
    }

    /// Nothing half-made is left: every landing is whole, every published file is a snapshot.
    private static func expectNoLitter(in project: TrialProject) throws {
        let files = FileManager.default
        for source in ["bike_trips", "weather"] {
            let landing = project.folder.file(".weir/landing/\(source)")
            for load in try files.contentsOfDirectory(atPath: landing.path) where !load.hasPrefix(".") {
                #expect(files.fileExists(atPath: landing.appending(path: "\(load)/manifest.json").path), "\(load)")
            }
        }
        let published = try files.contentsOfDirectory(atPath: project.folder.file(".weir/published/dev").path)
        #expect(published.allSatisfy { $0 == "current" || $0.hasSuffix(".duckdb") }, "\(published)")
    }
}

/// Numbers that look random and are the same every time (SplitMix64).
struct SeededChance {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next(below limit: Double) -> Double {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        bits ^= bits >> 31
        return Double(bits >> 11) / Double(1 << 53) * limit
    }
}
