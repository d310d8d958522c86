import JSON

extension Plot {
    /// The marks from the lowest layer up, each with its encoding.
    func layers(_ look: ChartLook) -> [JSONValue] {
        let whole: JSONObject = ["mark": mark(look), "encoding": .object(encoding)]
        switch chart.form {
        case .line, .area:
            guard look.isInteractive, let ruler = Ruler(self) else { return [.object(whole)] }
            let points = chart.form == .line ? [ruler.points(encoding)] : []
            return [.object(whole)] + points + [ruler.layer]
        case .point where chart.trend && x.kind.isNumeric && y.kind.isNumeric:
            return [.object(whole), regression(look)]
        default: return [.object(whole)]
        }
    }

    private func mark(_ look: ChartLook) -> JSONValue {
        var mark: JSONObject = ["type": .string(chart.form == .heatmap ? "rect" : chart.form.rawValue)]
        if look.isInteractive { mark["tooltip"] = true }
        if chart.form == .heatmap { mark["cornerRadius"] = 2 }
        return .object(mark)
    }

    private var encoding: JSONObject {
        var encoding: JSONObject = [
            "x": axis(x, isX: true, other: y), "y": axis(y, isX: false, other: x), "tooltip": tooltip,
        ]
        if let series {
            encoding["color"] =
                chart.form == .heatmap
                ? [
                    "field": "series", "type": "quantitative", "title": .string(series.title),
                    "legend": ["gradientLength": 160],
                ]
                : ["field": "series", "type": "nominal", "title": nil, "sort": nil]
            if chart.form == .bar, chart.stack == .none {
                encoding[x.kind.isNumeric ? "yOffset" : "xOffset"] = ["field": "series", "sort": nil]
            }
        }
        if let size {
            encoding["size"] = ["field": "size", "type": "quantitative", "title": .string(size.title)]
        }
        return encoding
    }

    private func axis(_ role: Role, isX: Bool, other: Role) -> JSONValue {
        var channel: JSONObject = [
            "field": .string(isX ? "x" : "y"), "type": .string(role.vegaType),
            "title": role.title.isEmpty ? nil : .string(role.title),
        ]
        switch role.kind {
        case .integer, .number:
            // Whole numbers below five would get ticks at halves.
            let largest = role.kind == .integer ? role.values.compactMap(\.integer).map(abs).max() ?? 5 : 5
            channel["axis"] = ["format": .string(axisFormat(role)), "tickCount": .integer(min(5, max(1, largest)))]
            let isMeasure = !isX || !other.kind.isNumeric
            if isMeasure, chart.form == .area || chart.form == .bar {
                channel["stack"] = chart.stack == .share ? "normalize" : chart.stack == .none ? nil : "zero"
            } else {
                channel["scale"] = ["zero": .bool(chart.zero), "nice": true]
            }
        case .day, .time:
            channel["scale"] = ["type": "utc"]
            channel["axis"] = [
                "tickCount": 6, "labelOverlap": true, "format": role.kind == .time ? "%e %b %H:%M" : nil,
            ]
            if chart.form == .bar || chart.form == .heatmap { channel["timeUnit"] = .string(timeUnit(role)) }
        case .name:
            channel["sort"] = order(isX: isX)
            channel["axis"] = isX ? ["labelAngle": 0, "labelOverlap": true] : ["labelLimit": 170]
            channel["scale"] = chart.form == .heatmap ? ["paddingInner": isX ? 0.02 : 0.1] : ["paddingInner": 0.3]
        }
        return .object(channel)
    }

    private func order(isX: Bool) -> JSONValue {
        switch chart.order {
        case .query: nil
        case .ascending: .string(isX ? "y" : "x")
        case .descending: .string(isX ? "-y" : "-x")
        }
    }

    private func axisFormat(_ role: Role) -> String {
        let measure = y.kind.isNumeric ? y.title : x.title
        if chart.stack == .share, role.title == measure { return ".0%" }
        if role.title == measure {
            if chart.format == .percent { return ".0%" }
            if chart.format == .short { return "~s" }
        }
        let largest = role.values.compactMap(\.double).map(abs).max() ?? 0
        return largest >= 10_000 ? "~s" : ",~f"
    }

    /// The width of a bar in time: as long as the shortest step between two days asks for.
    private func timeUnit(_ role: Role) -> String {
        if role.kind == .time { return "utcyearmonthdatehours" }
        let months = Set(role.values.compactMap { $0.string?.prefix(7) })
        let days = Set(role.values.compactMap { $0.string?.prefix(10) })
        let isMonthly = days.count > 1 && days.count == months.count && days.allSatisfy { $0.hasSuffix("-01") }
        return isMonthly ? "utcyearmonth" : "utcyearmonthdate"
    }

    // MARK: What is shown when somebody points

    private var tooltip: JSONValue {
        var fields: [JSONValue] = []
        if let series, chart.form != .heatmap { fields.append(field("series", series, fallback: "Series")) }
        fields += [field("x", x, fallback: Words.title(chart.x)), field("y", y, fallback: Words.title(chart.y[0]))]
        if let series, chart.form == .heatmap { fields.append(field("series", series, fallback: "")) }
        if let size { fields.append(field("size", size, fallback: "Size")) }
        for (number, detail) in details.enumerated() { fields.append(field("detail\(number)", detail, fallback: "")) }
        return .array(fields)
    }

    func field(_ name: String, _ role: Role, fallback: String) -> JSONValue {
        let title = role.title.isEmpty ? (chart.y.count > 1 && name == "y" ? "Value" : fallback) : role.title
        var field: JSONObject = ["field": .string(name), "type": .string(role.vegaType), "title": .string(title)]
        switch role.kind {
        case .integer: field["format"] = ","
        case .number:
            field["format"] = .string(
                chart.format == .percent && (name.hasPrefix("series") || role.title == y.title) ? ".1%" : ",.2~f")
        case .day: (field["timeUnit"], field["format"]) = ("utcyearmonthdate", "%a %e %b %Y")
        case .time: (field["timeUnit"], field["format"]) = ("utcyearmonthdatehoursminutes", "%e %b %Y %H:%M")
        case .name: break
        }
        return .object(field)
    }

    private func regression(_ look: ChartLook) -> JSONValue {
        [
            "transform": [["regression": "y", "on": "x"]],
            "mark": ["type": "line", "color": .string(look.quietInk), "strokeDash": [5, 4], "strokeWidth": 1.5],
            "encoding": [
                "x": ["field": "x", "type": "quantitative"], "y": ["field": "y", "type": "quantitative"],
            ],
        ]
    }
}

extension Plot.Role {
    var vegaType: String { kind.isNumeric ? "quantitative" : kind.isTemporal ? "temporal" : "nominal" }
}
