import Warehouse

/// Reads times of two forms with SQLite's functions, which know only ISO.
struct SQLiteMomentSQL {
    /// The text to read.
    let text: SQL

    /// The text as a timestamp; null when it is in neither form.
    var timestamp: SQL {
        """
        case when \(text) glob '[0-9][0-9][0-9][0-9]-*' and julianday(\(text)) is not null then cast(\(text) as timestamp) \
        when \(text) glob '[0-9]*/[0-9]*/[0-9][0-9][0-9][0-9] [0-9]*:[0-9][0-9]*' then datetime(\(iso)) end
        """
    }

    /// `month/day/year hour:minute[:second]` as `YYYY-MM-DD HH:MM:SS`.
    private var iso: SQL {
        let afterMonth = after(text, "/")
        let afterDay = after(afterMonth, "/")
        let time: SQL = "substr(\(afterDay), 6)"
        let afterHour = after(time, ":")
        return """
            printf('%04d-%02d-%02d %02d:%s', substr(\(afterDay), 1, 4), \(before(text, "/")), \(before(afterMonth, "/")), \
            \(before(time, ":")), case when instr(\(afterHour), ':') > 0 then \(afterHour) else \(afterHour) || ':00' end)
            """
    }

    private func after(_ text: SQL, _ sign: String) -> SQL {
        "substr(\(text), instr(\(text), \(raw: "'\(sign)'")) + 1)"
    }

    private func before(_ text: SQL, _ sign: String) -> SQL {
        "substr(\(text), 1, instr(\(text), \(raw: "'\(sign)'")) - 1)"
    }
}
