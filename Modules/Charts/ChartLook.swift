import JSON

/// Colours and type of a chart, and whether somebody can point at it.
public struct ChartLook: Sendable, Hashable {
    /// The colours of series, the first one first.
    public var series: [String]
    /// Text of titles.
    public var ink: String
    /// Text of axes and legends.
    public var quietInk: String
    /// Lines of the grid.
    public var grid: String
    /// The two ends of a scale of numbers.
    public var scale: [String]
    /// Whether marks answer to the pointer; false for pictures.
    public var isInteractive = true

    /// On white.
    public static let light = ChartLook(
        series: ["#1f6f8b", "#d9763a", "#5f8f3a", "#8a5fa8", "#bf9415", "#b5495b"], ink: "#1c2326", quietInk: "#5d686d",
        grid: "#e6eaec", scale: ["#e3eef2", "#1f6f8b"])

    /// On a dark ground.
    public static let dark = ChartLook(
        series: ["#5fb3cf", "#f0a06b", "#9cc96b", "#b892d6", "#e3c65b", "#e0808f"], ink: "#e8ecee", quietInk: "#9aa7ad",
        grid: "#2a3438", scale: ["#1d2f37", "#5fb3cf"])

    /// The same look for a picture.
    public var still: ChartLook {
        var look = self
        look.isInteractive = false
        return look
    }

    /// The look as a Vega-Lite `config`.
    public var config: JSONValue {
        [
            "background": "transparent", "font": .string(Self.font), "padding": 2,
            "view": ["stroke": nil],
            "title": [
                "color": .string(ink), "fontSize": 14, "fontWeight": 600, "subtitleColor": .string(quietInk),
                "subtitleFontSize": 12, "anchor": "start", "frame": "group", "offset": 12, "subtitlePadding": 4,
            ],
            "axis": [
                "labelColor": .string(quietInk), "titleColor": .string(quietInk), "labelFontSize": 11,
                "titleFontSize": 11, "titleFontWeight": 500, "gridColor": .string(grid), "domainColor": .string(grid),
                "tickColor": .string(grid), "labelPadding": 6, "titlePadding": 10, "labelLimit": 180,
            ],
            "axisX": ["grid": false, "labelFlush": true],
            "axisY": ["domain": false, "ticks": false],
            "legend": [
                "labelColor": .string(quietInk), "titleColor": .string(quietInk), "labelFontSize": 12,
                "titleFontSize": 11, "titleFontWeight": 500, "orient": "top", "direction": "horizontal",
                "symbolType": "circle", "symbolSize": 70, "offset": 8, "columnPadding": 24,
            ],
            "range": [
                "category": .array(series.map(JSONValue.string)), "ramp": .array(scale.map(JSONValue.string)),
                "heatmap": .array(scale.map(JSONValue.string)),
            ],
            "mark": ["color": .string(series.first ?? ink)],
            "line": ["strokeWidth": 2, "strokeJoin": "round", "strokeCap": "round"],
            "area": ["line": true, "fillOpacity": 0.18],
            "bar": ["cornerRadiusEnd": 2],
            "point": ["filled": true, "size": 46, "opacity": 0.75],
            "rule": ["color": .string(quietInk)],
        ]
    }

    private static let font = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', sans-serif"
}
