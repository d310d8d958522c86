import Project

/// One open warehouse for all steps of a run that write at the same time: opened for the first, closed after the last.
actor WarehouseLease {
    private var opening: Task<OpenWarehouse, any Error>?
    /// Who has the warehouse or waits for it, and how many of them wait for `opening` and do not want it any more.
    private(set) var users = 0
    private var givenUp = 0

    /// The warehouse, opened by `open` when nobody has it; give it back with `release`.
    ///
    /// Who is cancelled while it is being opened stops the opening only when everybody else who waits is cancelled too.
    func acquire(_ open: @escaping @Sendable () async throws -> OpenWarehouse) async throws -> OpenWarehouse {
        if opening == nil { givenUp = 0 }
        let task = opening ?? Task { try await open() }
        opening = task
        users += 1
        do {
            return try await withTaskCancellationHandler {
                try await task.value
            } onCancel: {
                Task { await giveUp(task) }
            }
        } catch {
            users -= 1
            if opening == task { opening = nil }
            throw error
        }
    }

    private func giveUp(_ task: Task<OpenWarehouse, any Error>) {
        guard opening == task else { return }
        givenUp += 1
        if givenUp >= users { task.cancel() }
    }

    /// Gives the warehouse back; the last one closes it.
    func release() async {
        users -= 1
        guard users == 0, let task = opening else { return }
        opening = nil
        // A warehouse that could not be opened has nothing to close, and who waited for it has its error.
        if let opened = try? await task.value { await opened.close() }
    }
}
