import Project

/// One open warehouse for all steps of a run that write at the same time: opened for the first, closed after the last.
actor WarehouseLease {
    private var opening: Task<OpenWarehouse, any Error>?
    private var users = 0

    /// The warehouse, opened by `open` when nobody has it; give it back with `release`.
    func acquire(_ open: @escaping @Sendable () async throws -> OpenWarehouse) async throws -> OpenWarehouse {
        let task = opening ?? Task { try await open() }
        opening = task
        users += 1
        do {
            return try await withTaskCancellationHandler {
                try await task.value
            } onCancel: {
                task.cancel()
            }
        } catch {
            users -= 1
            if opening == task { opening = nil }
            throw error
        }
    }

    /// Gives the warehouse back; the last one closes it.
    func release() async {
        users -= 1
        guard users == 0, let task = opening else { return }
        opening = nil
        if let opened = try? await task.value { await opened.close() }
    }
}
