extension RotRule {
    private static let known: Set<String> = [
        FunctionalSpec.fileName, Ledger.fileName, "technical-considerations.md", "tasks.md", "tasks", "prompts",
        "pull-request.md", "source-profile.yml", "CLAUDE.md", SampleFile.folder,
    ]

    /// A spec's folder holds what somebody reads.
    static let unknownFiles = eachSpec { spec, _ in
        spec.paths.filter { path in
            path.hasPrefix("tasks/") ? !path.hasSuffix(".md") : !known.contains(path)
        }.map { Diagnostic(.unknownFile("\(spec.folder.path)/\($0)"), .warning) }
    }
}
