import Diagnostics
import Foundation
import HTTPClient
import Warehouse

/// Cuts the window of a run into requests.
struct RequestPlanner {
    let rest: RESTExtraction
    let base: URL
    let settings: SettingValues

    /// The first request of each chain.
    func requests(
        _ request: IngestRequest, cursor: String?, lookBackDays: Int, firstDay: CalendarDay?, yesterday: CalendarDay
    ) throws -> [IngestPlan.Request] {
        let cursor = cursor.map { Self.lookingBack(lookBackDays, from: $0) }
        let address = rest.path.isEmpty ? base : URL(string: base.absoluteString + rest.path) ?? base
        guard case .days(let atMost, let byDefault) = rest.window else {
            return [try self.request(address, from: nil, to: nil, cursor: cursor)]
        }
        let to = min(request.to ?? yesterday, yesterday)
        let resumed = cursor.flatMap { CalendarDay($0.prefix(10)) }
        var from = request.from ?? resumed ?? firstDay ?? to.adding(days: 1 - byDefault)
        var requests: [IngestPlan.Request] = []
        while from <= to {
            let end = min(to, from.adding(days: atMost - 1))
            requests.append(try self.request(address, from: from, to: end, cursor: cursor))
            from = end.adding(days: 1)
        }
        return requests
    }

    /// A day or time so many days earlier; a cursor that is neither (a number, an id) has no days to go back.
    private static func lookingBack(_ days: Int, from cursor: String) -> String {
        guard days != 0, let day = CalendarDay(cursor.prefix(10)) else { return cursor }
        return day.adding(days: -days).description + cursor.dropFirst(10)
    }

    private func request(
        _ address: URL, from: CalendarDay?, to: CalendarDay?, cursor: String?
    ) throws -> IngestPlan.Request {
        var known: [String: String] = [:]
        known["from"] = from?.description
        known["to"] = to?.description
        known["cursor"] = cursor
        var query: [(name: String, value: String)] = []
        for parameter in rest.query where cursor != nil || !parameter.text.contains("{cursor}") {
            query.append((parameter.name, try settings.fill(parameter.text, with: known)))
        }
        switch rest.pagination {
        case .page(let parameter, let first, _): query.append((parameter, String(first)))
        case .offset(let parameter, let limitParameter, let limit, _):
            query += [(parameter, "0"), (limitParameter, String(limit))]
        default: break
        }
        let url = address.appending(query: query)
        return IngestPlan.Request(address: url.masked(), from: from, to: to, url: url)
    }
}
