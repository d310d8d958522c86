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
        let isOthers = { (commit: CommitRecord) in
            commit.at > approval.at && !commit.belongs(to: spec.folder.number)
        }
        return lapsed + changes(where: isOthers, of: spec, world, at: place)
    }

    private static func changes(
        where isOthers: (CommitRecord) -> Bool, of spec: ReadSpec, _ world: RotWorld, at place: SourceLocation
    ) -> [Diagnostic] {
        let scopes = spec.tasks.flatMap { task in task.scope.map { (pattern: $0, task: task) } }
        let exact = Dictionary(scopes.map { ($0.pattern, $0.task) }) { first, _ in first }
        let open = scopes.filter { $0.pattern.contains("*") }
        let tables = Dictionary(
            spec.tablesRead.flatMap { table in TableFiles.files(of: table, in: world.files).map { ($0, table) } }
        ) { first, _ in first }
        let matched =
            open.isEmpty ? [] : world.changes.paths.filter { path in open.contains { $0.pattern.matches(path) } }
        // The lists and the small guides take a line from everybody.
        let paths = Set(exact.keys).union(tables.keys).union(matched).filter { !isShared($0) }
        return world.changes.latest(of: paths, where: isOthers).map { path, commit in
            let task = exact[path] ?? open.first { $0.pattern.matches(path) }?.task
            let key = task?.mayWrite.contains(path) == true ? "may_write" : "id"
            return Diagnostic(
                .changedSinceApproval(
                    path, table: tables[path], commit, of: spec.folder, at: task?.document.place(ofKey: key) ?? place))
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

extension String {
    /// Whether it is a pattern with stars that names this path.
    fileprivate func matches(_ path: String) -> Bool { contains("*") && Scope.matches(self, path) }
}
