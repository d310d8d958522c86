import Testing

/// Lets a few tests at a time start programs: two cores are kept busy and not swamped.
struct ChildSlots: SuiteTrait, TestTrait, TestScoping {
    let isRecursive = true

    /// The places; a test waits for one in the order of arrival.
    private actor Places {
        var free = 3
        var waiting: [CheckedContinuation<Void, Never>] = []

        func take() async {
            if free > 0 {
                free -= 1
                return
            }
            await withCheckedContinuation { waiting.append($0) }
        }

        func giveBack() {
            if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
        }
    }

    private static let places = Places()

    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        await Self.places.take()
        do {
            try await function()
            await Self.places.giveBack()
        } catch {
            await Self.places.giveBack()
            throw error
        }
    }
}

extension Trait where Self == ChildSlots {
    /// A few of these tests run at a time.
    static var startsPrograms: Self { ChildSlots() }
}
