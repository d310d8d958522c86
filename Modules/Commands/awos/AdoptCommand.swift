import Awos
import Diagnostics
import Foundation
import JSON
import Terminal

/// `awos adopt`: takes over a tree of the AWOS framework.
enum AdoptCommand {
    static let folder = Argument.required(.directory("DIR"), "the folder that holds `context`, or that folder itself")
    static let write = Option.flag("write", "write what is new; without it the plan is only shown")

    static let command = Command(
        "adopt", "take over the documents of the AWOS framework",
        discussion: """
            Criteria and tasks get ids. A box that was ticked there becomes claimed, never ticked: only a check ticks. Every \
            other byte stays, no file is overwritten, and a second call changes nothing.
            """,
        examples: [
            .init("awos adopt ../old", "shows what is there"), .init("awos adopt ../old --write", "takes it over"),
        ],
        options: [write], arguments: [folder], run: run)

    @Sendable static func run(_ invocation: Invocation) async throws {
        let session = try await AwosSession(invocation)
        let isWriting = try invocation[write]
        let lock = isWriting ? try await SpecNumbers.lock(session.git.root, clock: session.clock) : nil
        defer { lock?.release() }
        let overview = try await SpecOverview.read(session.tree, session.git)
        let adoption = try Adoption.read(
            invocation.file(try invocation[folder]), into: session.tree,
            taken: overview.branches.names.map(\.folder))
        let written = isWriting ? try adoption.write(to: session.git.root) : 0
        if invocation.wantsJSON { return session.console.print(adoption.json(written: written)) }
        show(adoption, written: isWriting ? written : nil, session.console)
    }

    private static func show(_ adoption: Adoption, written: Int?, _ console: Console) {
        console.print(
            TextTable(
                [.init("spec"), .init("says"), .init("criteria"), .init("claimed"), .init("tasks"), .init("claimed")],
                rows: adoption.specs.map { spec in
                    [
                        spec.name, spec.status ?? "", "\(spec.criteria.count)", "\(spec.criteria.claimed)",
                        "\(spec.tasks.count)", "\(spec.tasks.claimed)",
                    ]
                }))
        console.print("")
        for file in adoption.files {
            console.print("\(file.state.rawValue.padding(toLength: 8, withPad: " ", startingAt: 0))\(file.target)")
        }
        for path in adoption.leftOut { console.print("left    \(path)") }
        guard let written else { return console.note("nothing was written; take it over with --write") }
        console.note("\(written) files were written; read them, give the criteria checks, then: awos check")
    }
}

extension Adoption {
    fileprivate func json(written: Int) -> JSONValue {
        let boxes = { (boxes: (count: Int, claimed: Int)) -> JSONValue in
            ["count": .integer(Int64(boxes.count)), "claimed": .integer(Int64(boxes.claimed))]
        }
        return [
            "specs": .array(
                specs.map { spec in
                    [
                        "spec": .string(spec.name), "source": .string(spec.source), "status": .optional(spec.status),
                        "criteria": boxes(spec.criteria), "tasks": boxes(spec.tasks),
                        "agents": .array(spec.agents.map { .string($0) }),
                    ]
                }),
            "files": .array(
                files.map {
                    [
                        "source": .string($0.source), "file": .string($0.target), "state": .string($0.state.rawValue),
                    ]
                }), "left_out": .array(leftOut.map { .string($0) }), "written": .integer(Int64(written)),
        ]
    }
}
