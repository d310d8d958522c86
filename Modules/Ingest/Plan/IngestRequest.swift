import Diagnostics
import Warehouse

/// What a run is asked for.
public struct IngestRequest: Sendable, Hashable {
    /// The first day wanted; nil begins at the cursor.
    public var from: CalendarDay?
    /// The last day wanted; nil ends with the newest.
    public var to: CalendarDay?
    /// Whether the tables are emptied first and cursor and loaded files do not count.
    public var isFullRefresh: Bool
    /// Whether a month that is asked for and not there is passed over instead of an error.
    public var allowsMissing: Bool

    /// A request; by default for everything since the last one.
    public init(
        from: CalendarDay? = nil, to: CalendarDay? = nil, isFullRefresh: Bool = false, allowsMissing: Bool = false
    ) {
        (self.from, self.to) = (from, to)
        (self.isFullRefresh, self.allowsMissing) = (isFullRefresh, allowsMissing)
    }

    /// A request with bounds as a person writes them: `2024-05` (the month's first or last day) or `2024-05-17`.
    ///
    /// Throws `ingest.bad_bound` and `ingest.bad_window` (kind usage).
    public init(from: String?, to: String?, isFullRefresh: Bool = false, allowsMissing: Bool = false) throws {
        self.init(
            from: try from.map { try Self.day($0, "--from") { $0.firstDay } },
            to: try to.map { try Self.day($0, "--to") { $0.lastDay } }, isFullRefresh: isFullRefresh,
            allowsMissing: allowsMissing)
        if let from = self.from, let to = self.to, from > to { throw WeirError.badWindow(from, to) }
    }

    private static func day(_ text: String, _ option: String, of edge: (Month) -> CalendarDay) throws -> CalendarDay {
        if let month = Month(text) { return edge(month) }
        guard let day = CalendarDay(text) else { throw WeirError.badBound(text, option: option) }
        return day
    }
}
