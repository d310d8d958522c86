import Warehouse

/// Judges texts of days and moments: their form, and whether the day or the month comes first.
struct MomentJudge {
    /// What another column of the file settles.
    let dayFirst: Bool?

    func judge(_ values: [String], consecutive: Int) -> TypeGuess? {
        var readings: [MomentForms.Reading] = []
        for value in values {
            guard let reading = MomentForms.read(value) else { return nil }
            readings.append(reading)
        }
        let hasTime = readings.contains(where: \.hasTime)
        if readings.allSatisfy(\.isISO) { return iso(readings, hasTime: hasTime) }
        if readings.allSatisfy(\.hasOffset),
            readings.allSatisfy({ $0.isISO || $0.days.allSatisfy { $0.hasPrefix("%Y-") } })
        {
            return offset(readings)
        }
        guard !readings.contains(where: \.hasOffset) else { return nil }
        return written(values, readings, hasTime: hasTime, consecutive: consecutive)
    }

    private func iso(_ readings: [MomentForms.Reading], hasTime: Bool) -> TypeGuess? {
        let offsets = readings.count(where: \.hasOffset)
        if offsets > 0, hasTime { return offsets == readings.count ? offset(readings) : nil }
        return TypeGuess(
            type: hasTime ? .timestamp : .day, reading: .plain,
            reason: hasTime ? "every value is an ISO time" : "every value is an ISO date")
    }

    private func offset(_ readings: [MomentForms.Reading]) -> TypeGuess {
        TypeGuess(
            type: .timestamp, reading: .offsetMoment, reason: "every value is an ISO time with its offset from UTC")
    }

    // MARK: Forms of strptime

    private func written(
        _ values: [String], _ readings: [MomentForms.Reading], hasTime: Bool, consecutive: Int
    ) -> TypeGuess? {
        // What every value allows; where the forms differ (some with a time), the order of day and month must not.
        let dayForms = Set(readings.map { Set($0.days) })
        var common = dayForms.reduce(dayForms.first ?? []) { $0.intersection($1) }
        if common.isEmpty {
            guard let mixed = mixedForms(readings) else { return nil }
            return TypeGuess(
                type: hasTime ? .timestamp : .day, reading: .moment(formats: mixed),
                reason: "every value is a date, in \(mixed.count) forms")
        }
        if common.contains(where: { $0.contains("%b") }) { common = common.filter { !$0.contains("%B") } }
        let times = Set(readings.map(\.time)).sorted { $0.count > $1.count }
        guard times.count <= 3 else { return nil }
        let order = order(common, values, readings, consecutive: consecutive)
        let reading = Reading.moment(formats: times.map { order.form + $0 })
        let others = common.filter { $0 != order.form }.sorted().map { form in
            Reading.moment(formats: times.map { form + $0 })
        }
        return TypeGuess(
            type: hasTime ? .timestamp : .day, reading: reading,
            reason:
                "every value is a \(hasTime ? "time" : "date") of the form \(order.form)\(times[0]); \(order.reason)",
            question: order.question, others: others)
    }

    private func mixedForms(_ readings: [MomentForms.Reading]) -> [String]? {
        let formats = Set(readings.flatMap { $0.formats.count == 1 ? $0.formats : [] })
        guard formats.count <= 3, readings.allSatisfy({ !formats.isDisjoint(with: $0.formats) }) else { return nil }
        return formats.sorted { $0.count > $1.count }
    }

    private func order(
        _ forms: Set<String>, _ values: [String], _ readings: [MomentForms.Reading], consecutive: Int
    ) -> (form: String, reason: String, question: String?) {
        let sorted = forms.sorted()
        guard let day = sorted.first(where: { $0.hasPrefix("%d") }),
            let month = sorted.first(where: { $0.hasPrefix("%m") }),
            sorted.count == 2
        else {
            let isDayFirst = sorted[0].hasPrefix("%d") && readings.contains { $0.days.count == 1 }
            let isMonthFirst = sorted[0].hasPrefix("%m")
            let evidence =
                isDayFirst || isMonthFirst ? "a part above 12 shows which is the day" : "it can be read in no other way"
            return (sorted[0], evidence, nil)
        }
        if let first = byConstant(values) {
            return (first ? day : month, "one part is always 1: the first of each month", nil)
        }
        if let first = bySequence(values, consecutive) {
            return (first ? day : month, "only so do the rows follow in time", nil)
        }
        if let dayFirst { return (dayFirst ? day : month, "another column of the file settles the order", nil) }
        if day.contains(".") { return (day, "dates with points have the day first", nil) }
        return (
            day, "no part is above 12, so the order is a guess",
            "does the day come first, or the month? No sampled value has a part above 12"
        )
    }

    /// The first two numbers of a date.
    private static func parts(_ value: String) -> (Int, Int, Int)? {
        let numbers = value.split { !$0.isNumber }.prefix(3).compactMap { Int($0) }
        return numbers.count == 3 ? (numbers[0], numbers[1], numbers[2]) : nil
    }

    /// Whether the day comes first, where one part is always 1 and the other one goes through months.
    private func byConstant(_ values: [String]) -> Bool? {
        let parts = Set(values.compactMap { Self.parts($0).map { [$0.0, $0.1] } })
        let (first, second) = (Set(parts.map { $0[0] }), Set(parts.map { $0[1] }))
        if first == [1], second.count >= 3 { return true }
        if second == [1], first.count >= 3 { return false }
        return nil
    }

    /// Whether the day comes first, where the rows follow in time by one order and not by the other.
    private func bySequence(_ values: [String], _ consecutive: Int) -> Bool? {
        let parts = values.prefix(consecutive).compactMap(Self.parts)
        guard parts.count >= 8 else { return nil }
        func order(_ key: ((Int, Int, Int)) -> Int) -> Double {
            let keys = parts.map(key)
            let steps = zip(keys, keys.dropFirst()).filter { $0 != $1 }
            guard steps.count >= 5 else { return 0 }
            let rising = Double(steps.count { $0 < $1 }) / Double(steps.count)
            return max(rising, 1 - rising)
        }
        let day = order { $0.2 * 10_000 + $0.1 * 100 + $0.0 }
        let month = order { $0.2 * 10_000 + $0.0 * 100 + $0.1 }
        if day > 0.97, month < day - 0.04 { return true }
        if month > 0.97, day < month - 0.04 { return false }
        return nil
    }
}
