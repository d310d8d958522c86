import Testing

@testable import SampleData

@Suite struct SeededGeneratorTests {
    /// The first numbers of SplitMix64 from state 0, as its authors publish them.
    @Test func stepsAreThoseOfSplitMix64() {
        let step: UInt64 = 0x9E37_79B9_7F4A_7C15
        #expect(SeededGenerator.mix(step) == 0xE220_A839_7B1D_CDAF)
        #expect(SeededGenerator.mix(step &* 2) == 0x6E78_9E6A_A1B9_65F4)
        #expect(SeededGenerator.mix(step &* 3) == 0x06C4_5D18_8009_454F)
    }

    @Test func streamsDiffer() {
        var one = SeededGenerator(seed: 7, stream: 1)
        var other = SeededGenerator(seed: 7, stream: 2)
        #expect(one.next() != other.next())
    }

    @Test func drawsStayInsideTheirBounds() {
        var random = SeededGenerator(seed: 1, stream: 1)
        let draws = (0..<10_000).map { _ in random.below(6) }
        #expect(Set(draws) == Set(0...5))
        #expect((0..<10_000).allSatisfy { _ in (0..<1).contains(random.unit()) })
        let mean = (0..<10_000).reduce(0.0) { sum, _ in sum + random.bell() } / 10_000
        #expect(abs(mean) < 0.05)
    }
}
