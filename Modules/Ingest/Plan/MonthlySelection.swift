import Diagnostics
import Foundation

/// Which files of a listing make up the months of a window.
struct MonthlySelection {
    /// A file with the months that it is taken for.
    struct Taken: Sendable, Hashable {
        let file: ListedFile
        let months: [Month]
        let isPartial: Bool
    }

    private let monthly: [(series: Int, month: Month, file: ListedFile)]
    private let yearly: [(year: Int, file: ListedFile)]

    init(_ files: [ListedFile], months monthPatterns: [String], years yearPatterns: [String]) {
        let months = monthPatterns.map(NamePattern.init)
        let years = yearPatterns.map(NamePattern.init)
        monthly = files.compactMap { file in
            for (series, pattern) in months.enumerated() {
                if let month = pattern.month(file.name) { return (series, month, file) }
            }
            return nil
        }
        yearly = files.compactMap { file in
            years.lazy.compactMap { $0.match(file.name)?.year }.first.map { ($0, file) }
        }
    }

    /// Whether there is no file of any month.
    var isEmpty: Bool { monthly.isEmpty && yearly.isEmpty }

    /// The oldest month that there is a file for.
    var oldest: Month? { (monthly.map(\.month) + yearly.compactMap { Month(year: $0.year, month: 1) }).min() }

    /// The newest month that there is a file for; a year's file counts as its December.
    var newest: Month? { (monthly.map(\.month) + yearly.compactMap { Month(year: $0.year, month: 12) }).max() }

    /// The files for these months, oldest month first, and the months that have none.
    func files(for months: [Month]) -> (taken: [Taken], missing: [Month]) {
        var taken: [Taken] = []
        var missing: [Month] = []
        var partial: [ListedFile: [Month]] = [:]
        for month in months {
            let own = monthly.filter { $0.month == month }
            taken += own.map { Taken(file: $0.file, months: [month], isPartial: false) }
            // The first series is the one that years stand in for.
            guard !own.contains(where: { $0.series == 0 }) else { continue }
            let years = yearly.filter { $0.year == month.year }.map(\.file)
            for file in years { partial[file, default: []].append(month) }
            if own.isEmpty, years.isEmpty { missing.append(month) }
        }
        taken += partial.map { Taken(file: $0.key, months: $0.value, isPartial: true) }
        return (taken.sorted { ($0.months[0], $0.file.name) < ($1.months[0], $1.file.name) }, missing)
    }
}
