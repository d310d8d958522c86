import Warehouse

/// Reads days and timestamps from bytes, and writes them the one way in which this engine keeps them.
enum SQLiteMoment {
    /// `2024-05-01` as it is; nil for anything else.
    static func day(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
        bytes.count == 10 && isDay(bytes) ? String(decoding: bytes, as: UTF8.self) : nil
    }

    /// `2024-05-01 08:00:00`, with six digits of fraction unless they are zero, from ISO forms with a space or a `T`, with or
    /// without seconds, or from a day alone; nil for anything else.
    static func timestamp(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
        if bytes.count == 19, bytes[10] == 0x20, isDay(bytes), isTime(bytes) {
            return String(decoding: bytes, as: UTF8.self)
        }
        let text = String(decoding: bytes, as: UTF8.self)
        if bytes.count == 10 { return CalendarDay(text).map { "\($0) 00:00:00" } }
        return Timestamp(text).map(\.description)
    }

    private static func number(_ bytes: UnsafeBufferPointer<UInt8>, _ places: Range<Int>) -> Int? {
        var number = 0
        for place in places {
            guard (0x30...0x39).contains(bytes[place]) else { return nil }
            number = number * 10 + Int(bytes[place] - 0x30)
        }
        return number
    }

    private static func isDay(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes[4] == 0x2D, bytes[7] == 0x2D, let year = number(bytes, 0..<4), let month = number(bytes, 5..<7),
            let day = number(bytes, 8..<10), (1...12).contains(month), day >= 1, year >= 1
        else { return false }
        return day <= CalendarDay.days(inMonth: month, year: year)
    }

    private static func isTime(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard bytes[13] == 0x3A, bytes[16] == 0x3A, let hour = number(bytes, 11..<13),
            let minute = number(bytes, 14..<16),
            let second = number(bytes, 17..<19)
        else { return false }
        return hour < 24 && minute < 60 && second < 60
    }
}
