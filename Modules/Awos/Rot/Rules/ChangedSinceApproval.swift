import Diagnostics

extension RotRule {
    /// What a person approved is what is worked on: the documents, and the files and tables that they are about.
    static let changedSinceApproval = eachSpec { spec, world in
        guard !spec.isMerged, let approval = spec.ledger.approval, let document = spec.spec else { return [] }
        let place = SourceLocation(file: document.document.file)
        let now = world.digests.approval(spec)
        let lapsed =
            now == nil || now == approval.digest
            ? [] : [Diagnostic(.approvalLapsed(spec.folder, by: approval.by, at: place))]
        let others = world.commits.filter { $0.at > approval.at && !$0.belongs(to: spec.folder.number) }
        guard !others.isEmpty else { return lapsed }
        return lapsed + changes(others, of: spec, world, at: place)
    }

    private static func changes(
        _ commits: [CommitRecord], of spec: ReadSpec, _ world: RotWorld, at place: SourceLocation
    ) -> [Diagnostic] {
        let scopes = spec.tasks.flatMap { task in task.scope.map { (pattern: $0, task: task) } }
        let exact = Dictionary(scopes.map { ($0.pattern, $0.task) }) { first, _ in first }
        let open = scopes.filter { $0.pattern.contains("*") }
        let tables = Dictionary(
            spec.tablesRead.flatMap { table in TableFiles.files(of: table, in: world.files).map { ($0, table) } }
        ) { first, _ in first }
        var seen: Set<String> = []
        return commits.flatMap { commit in commit.paths.map { (path: $0, commit: commit) } }.compactMap {
            path, commit in
            let task = exact[path] ?? open.first { Scope.matches($0.pattern, path) }?.task
            // The lists and the small guides take a line from everybody.
            guard task != nil || tables[path] != nil, !isShared(path), seen.insert(path).inserted else { return nil }
            return Diagnostic(
                .changedSinceApproval(
                    path, table: tables[path], commit, of: spec.folder,
                    at: task?.document.place(ofKey: task?.mayWrite.contains(path) == true ? "may_write" : "id") ?? place
                ))
        }
    }

    private static func isShared(_ path: String) -> Bool {
        ["CLAUDE.md", "Sources.swift", "Suites.swift", "Pipelines.swift"].contains(
            path.split(separator: "/").last.map(String.init) ?? "")
    }
}

extension ReadSpec {
    /// The tables that its checks look at.
    var tablesRead: Set<String> {
        let checks = (spec?.criteria.flatMap(\.checks) ?? []) + tasks.flatMap(\.checks)
        return Set(
            checks.flatMap { check -> [String] in
                switch check.form {
                case .sql(let sql, _): TableFiles.tables(in: sql)
                case .unchanged(_, let tables): tables
                default: []
                }
            })
    }
}
