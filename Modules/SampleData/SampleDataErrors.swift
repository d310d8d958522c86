import Diagnostics

extension WeirError {
    static func badMonths(_ months: Int) -> WeirError {
        WeirError(
            "sample.bad_months", "a sample of \(months) months cannot be made", hint: "ask for 1 to 120 months",
            kind: .usage)
    }

    static func badTrips(_ trips: Int, months: Int) -> WeirError {
        WeirError(
            "sample.bad_trips", "a sample of \(trips) trips in \(months) months cannot be made",
            hint: "ask for at least \(months * 20) trips, and at most 100,000,000", kind: .usage)
    }

    static func unreadableManifest(_ file: String) -> WeirError {
        WeirError(
            "sample.unreadable_manifest", "'\(file)' is not what `weir sample` wrote",
            hint: "remove it, or choose another folder with --out", kind: .usage)
    }
}
