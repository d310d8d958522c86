import Diagnostics
import Testing

@Suite struct BackoffTests {
    @Test(arguments: [
        (Backoff(), 1, 0.0, 1.0), (Backoff(), 1, 1.0, 0.5), (Backoff(), 2, 0.5, 1.5), (Backoff(), 6, 0, 32),
        (Backoff(), 7, 0, 60), (Backoff(), 5000, 1, 30), (Backoff(firstSeconds: 0), 9, 0, 0),
        (Backoff(firstSeconds: 2, factor: 3, longestSeconds: 10), 2, 0, 6),
        (Backoff(firstSeconds: 2, factor: 3, longestSeconds: 10), 3, 0, 10), (Backoff(jitter: 0), 3, 1, 4),
        (Backoff(jitter: 1), 3, 0.25, 3),
    ])
    func waitsGrowUpToALimitLessAShareByChance(backoff: Backoff, attempt: Int, chance: Double, seconds: Double) {
        #expect(backoff.seconds(afterAttempt: attempt, chance: chance) == seconds)
    }
}
