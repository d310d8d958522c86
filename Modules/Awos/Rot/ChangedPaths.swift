/// What commits changed, by path: a rule asks for the few paths that it is about.
public struct ChangedPaths: Sendable {
    /// The commits, the newest first.
    public let commits: [CommitRecord]
    private let places: [String: [Int]]

    init(_ commits: [CommitRecord]) {
        self.commits = commits
        var places: [String: [Int]] = [:]
        for (number, commit) in commits.enumerated() {
            for path in commit.paths { places[path, default: []].append(number) }
        }
        self.places = places
    }

    /// Every path that changed.
    var paths: some Collection<String> { places.keys }

    /// The latest of these commits for each of these paths that one of them changed, the newest first.
    func latest(
        of paths: Set<String>, where isMeant: (CommitRecord) -> Bool
    ) -> [(path: String, commit: CommitRecord)] {
        let found = paths.compactMap { path -> (number: Int, path: String)? in
            places[path]?.first { isMeant(commits[$0]) }.map { ($0, path) }
        }
        return found.sorted { ($0.number, $0.path) < ($1.number, $1.path) }.map { ($0.path, commits[$0.number]) }
    }
}
