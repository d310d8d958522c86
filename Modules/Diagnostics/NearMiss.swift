/// Finds what somebody probably meant.
public enum NearMiss {
    /// The candidate nearest to `word`, if it is near enough to be worth saying.
    ///
    /// Near enough: at most a third of the word's letters differ (at least one may), by optimal string alignment
    /// distance, upper and lower case apart; of equally near ones the first in alphabetical order.
    public static func of(_ word: String, in candidates: some Sequence<String>) -> String? {
        let wanted = Array(word.lowercased())
        let limit = max(1, wanted.count / 3)
        return
            candidates
            .map { (distance: distance(wanted, Array($0.lowercased())), candidate: $0) }
            .filter { $0.distance <= limit }
            .min { ($0.distance, $0.candidate) < ($1.distance, $1.candidate) }?
            .candidate
    }

    /// `did you mean 'x'?`, or nil when nothing is near.
    public static func question(_ word: String, in candidates: some Sequence<String>) -> String? {
        of(word, in: candidates).map { "did you mean '\($0)'?" }
    }

    /// Insertions, deletions, substitutions and swaps of neighbours between two words.
    static func distance(_ left: [Character], _ right: [Character]) -> Int {
        var before: [Int] = []
        var previous = Array(0...right.count)
        for (row, sign) in left.enumerated() {
            var current = [row + 1]
            for (column, other) in right.enumerated() {
                var best = min(
                    previous[column + 1] + 1, current[column] + 1, previous[column] + (sign == other ? 0 : 1))
                if row > 0, column > 0, sign == right[column - 1], left[row - 1] == other {
                    best = min(best, before[column - 1] + 1)
                }
                current.append(best)
            }
            (before, previous) = (previous, current)
        }
        return previous[right.count]
    }
}
