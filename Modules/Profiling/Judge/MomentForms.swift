/// Which forms of `strptime` a text of a day or a moment may have.
enum MomentForms {
    /// A text that was understood: every form of it that is possible.
    struct Reading: Hashable {
        /// The forms of the day: `%d/%m/%Y`, `%m/%d/%Y`.
        var days: [String]
        /// The form of the time with what stands before it, or empty: ` %H:%M`.
        var time: String
        /// Whether `Z` or an offset stands behind it.
        var hasOffset: Bool
        /// Whether it is ISO 8601 as every engine casts it.
        var isISO: Bool

        /// The whole forms.
        var formats: [String] { days.map { $0 + time } }
        var hasTime: Bool { !time.isEmpty }
    }

    private enum Token: Hashable {
        case digits(String)
        case word(String)
        case sign(Character)
    }

    /// The forms of a text; nil when it is no day and no moment.
    static func read(_ text: String) -> Reading? {
        guard text.utf8.count <= 40, text.utf8.count >= 6, text.utf8.contains(where: { (0x30...0x39).contains($0) })
        else {
            return nil
        }
        var tokens = tokens(of: text)[...]
        skipWeekday(&tokens)
        guard let (days, isISO) = day(&tokens) else { return nil }
        if tokens.isEmpty { return Reading(days: days, time: "", hasOffset: false, isISO: isISO) }
        guard let (time, hasOffset) = time(&tokens), tokens.isEmpty else { return nil }
        let isPlain = !time.contains("%p") && (time.hasPrefix(" ") || time.hasPrefix("T"))
        return Reading(days: days, time: time, hasOffset: hasOffset, isISO: isISO && isPlain)
    }

    private static func tokens(of text: String) -> [Token] {
        var tokens: [Token] = []
        for sign in text {
            if sign.isASCII, sign.isNumber {
                if case .digits(let run)? = tokens.last {
                    tokens[tokens.count - 1] = .digits(run + String(sign))
                } else {
                    tokens.append(.digits(String(sign)))
                }
            } else if sign.isLetter {
                if case .word(let run)? = tokens.last {
                    tokens[tokens.count - 1] = .word(run + String(sign))
                } else {
                    tokens.append(.word(String(sign)))
                }
            } else {
                tokens.append(.sign(sign))
            }
        }
        return tokens
    }

    private static let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ]
    private static let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

    private static func month(_ word: String) -> [String]? {
        let lower = word.lowercased()
        if lower == "may" { return ["%b", "%B"] }
        if months.contains(lower) { return ["%B"] }
        return months.contains { $0.prefix(3) == lower } ? ["%b"] : nil
    }

    private static func skipWeekday(_ tokens: inout ArraySlice<Token>) {
        // The engine's strptime knows weekdays, but not every spelling: only the day behind one is a day here.
        guard case .word(let word)? = tokens.first else { return }
        let lower = word.lowercased()
        if weekdays.contains(lower) || weekdays.contains(where: { $0.prefix(3) == lower }) { tokens = [] }
    }

    /// The day at the beginning, and whether it is ISO.
    private static func day(_ tokens: inout ArraySlice<Token>) -> (days: [String], isISO: Bool)? {
        let list = Array(tokens.prefix(6))
        switch (list.first, list.dropFirst().first, list.dropFirst(2).first) {
        case (.digits(let first)?, .sign(let one)?, .digits(let second)?) where "-/.".contains(one):
            if list.count > 4, case .sign(one) = list[3], case .digits(let third) = list[4] {
                tokens = tokens.dropFirst(5)
                return numeric(first, second, third, String(one))
            }
            guard list.count == 3, first.count == 4, (1...2).contains(second.count), inMonth(second), one != "." else {
                return nil
            }
            tokens = []
            return (["%Y\(one)%m"], false)
        case (.digits(let day)?, .sign(let one)?, .word(let word)?) where " -/.".contains(one):
            guard let names = month(word), inDays(day), list.count > 4, case .sign(let two) = list[3],
                case .digits(let year) = list[4], let form = yearForm(year)
            else { return nil }
            tokens = tokens.dropFirst(5)
            return (names.map { "%d\(one)\($0)\(two)\(form)" }, false)
        case (.word(let word)?, .sign(" ")?, .digits(let day)?):
            guard let names = month(word) else { return nil }
            if list.count == 3, day.count == 4 {
                tokens = []
                return (names.map { "\($0) %Y" }, false)
            }
            guard inDays(day), list.count > 5, case .sign(",") = list[3], case .sign(" ") = list[4],
                case .digits(let year) = list[5], let form = yearForm(year)
            else { return nil }
            tokens = tokens.dropFirst(6)
            return (names.map { "\($0) %d, \(form)" }, false)
        default: return nil
        }
    }

    private static func numeric(_ first: String, _ second: String, _ third: String, _ sign: String) -> ([String], Bool)?
    {
        if first.count == 4 {
            guard inMonth(second), inDays(third), year(first) else { return nil }
            let isISO = sign == "-" && second.count == 2 && third.count == 2
            return (["%Y\(sign)%m\(sign)%d"], isISO)
        }
        guard let form = yearForm(third), first.count <= 2, second.count <= 2 else { return nil }
        var forms: [String] = []
        if inDays(first), inMonth(second) { forms.append("%d\(sign)%m\(sign)\(form)") }
        if inMonth(first), inDays(second) { forms.append("%m\(sign)%d\(sign)\(form)") }
        return forms.isEmpty ? nil : (forms, false)
    }

    /// The time of day in the rest, with the sign before it.
    private static func time(_ tokens: inout ArraySlice<Token>) -> (form: String, hasOffset: Bool)? {
        var form = ""
        switch tokens.first {
        case .sign(" ")?: form = " "
        case .word("T")?: form = "T"
        case .sign(",")?:
            guard tokens.dropFirst().first == .sign(" ") else { return nil }
            tokens = tokens.dropFirst()
            form = ", "
        default: return nil
        }
        tokens = tokens.dropFirst()
        guard let hour = number(&tokens, below: 24), take(":", &tokens), number(&tokens, below: 60) != nil else {
            return nil
        }
        var clock = ":%M"
        if take(":", &tokens) {
            guard number(&tokens, below: 61) != nil else { return nil }
            clock += ":%S"
            if take(".", &tokens) {
                guard case .digits? = tokens.first else { return nil }
                tokens = tokens.dropFirst()
                clock += ".%f"
            }
        }
        let (half, offset) = (halfOfDay(&tokens, hour), offset(&tokens))
        guard let half else { return nil }
        return (form + (half.isEmpty ? "%H" : "%I") + clock + half, offset)
    }

    private static func take(_ sign: Character, _ tokens: inout ArraySlice<Token>) -> Bool {
        guard tokens.first == .sign(sign) else { return false }
        tokens = tokens.dropFirst()
        return true
    }

    private static func number(_ tokens: inout ArraySlice<Token>, below limit: Int) -> Int? {
        guard case .digits(let digits)? = tokens.first, digits.count <= 2, let number = Int(digits), number < limit
        else {
            return nil
        }
        tokens = tokens.dropFirst()
        return number
    }

    /// ` %p` for AM and PM behind a time; nil for an hour that has none.
    private static func halfOfDay(_ tokens: inout ArraySlice<Token>, _ hour: Int) -> String? {
        var rest = tokens
        let space = take(" ", &rest) ? " " : ""
        guard case .word(let word)? = rest.first, ["am", "pm"].contains(word.lowercased()) else { return "" }
        guard (1...12).contains(hour) else { return nil }
        tokens = rest.dropFirst()
        return space + "%p"
    }

    /// Whether `Z`, `UTC` or an offset comes next; it is taken.
    private static func offset(_ tokens: inout ArraySlice<Token>) -> Bool {
        var rest = tokens
        _ = take(" ", &rest)
        if case .word(let word)? = rest.first, ["z", "utc", "gmt"].contains(word.lowercased()), rest.count == 1 {
            tokens = []
            return true
        }
        guard take("+", &rest) || take("-", &rest), case .digits(let hours)? = rest.first,
            hours.count == 2 || hours.count == 4
        else { return false }
        rest = rest.dropFirst()
        if take(":", &rest) {
            guard case .digits(let minutes)? = rest.first, minutes.count == 2 else { return false }
            rest = rest.dropFirst()
        }
        guard rest.isEmpty else { return false }
        tokens = []
        return true
    }

    private static func inMonth(_ digits: String) -> Bool { digits.count <= 2 && (1...12).contains(Int(digits) ?? 0) }
    private static func inDays(_ digits: String) -> Bool { digits.count <= 2 && (1...31).contains(Int(digits) ?? 0) }
    private static func year(_ digits: String) -> Bool { (1000...2999).contains(Int(digits) ?? 0) }
    private static func yearForm(_ digits: String) -> String? {
        digits.count == 2 ? "%y" : digits.count == 4 && year(digits) ? "%Y" : nil
    }
}
