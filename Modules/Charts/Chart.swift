import Diagnostics
import JSON

/// A chart as somebody wrote it: what to draw, from which columns, how.
///
/// It is read from the keys of a `chart` block of a page or of a `%%chart` cell of a notebook:
///
///     type: line            # line, area, bar, point or heatmap
///     data: daily           # the name of a query
///     x: date
///     y: trips              # a column, or a list of columns that become series
///     series: member_casual
///     title: Trips per day
public struct Chart: Sendable, Hashable {
    /// The form of a chart.
    public enum Form: String, Sendable, Hashable, CaseIterable {
        case line
        case area
        case bar
        case point
        case heatmap
    }

    /// How areas and bars of one place are put together.
    public enum Stacking: String, Sendable, Hashable, CaseIterable {
        /// On top of one another.
        case total
        /// On top of one another, as shares of the whole.
        case share
        /// Beside one another.
        case none
    }

    /// In which order names stand on an axis.
    public enum Order: String, Sendable, Hashable, CaseIterable {
        /// As the query returns them.
        case query
        /// By the number on the other axis, the smallest first.
        case ascending
        /// By the number on the other axis, the largest first.
        case descending
    }

    /// How numbers are written.
    public enum NumberFormat: String, Sendable, Hashable, CaseIterable {
        /// As they are, in groups of three digits.
        case number
        /// 0.42 as 42 %.
        case percent
        /// 1,200,000 as 1.2M.
        case short
    }

    /// The form.
    public var form: Form
    /// The name of the query that it draws; a notebook's cell may leave it out.
    public var data: String?
    /// The column of the horizontal axis.
    public var x: String
    /// The columns of the vertical axis; several become series.
    public var y: [String]
    /// The column that divides the rows into series; in a heat map the number that colours.
    public var series: String?
    /// The column of a point's size.
    public var size: String?
    /// Further columns that are shown when a mark is pointed at.
    public var details: [String]
    /// The title above the chart.
    public var title: String?
    /// A line below the title.
    public var subtitle: String?
    /// The text for those who do not see the chart; made from the data when it is left out.
    public var summary: String?
    /// The title of the horizontal axis; made from the column's name when it is left out, none when it is empty.
    public var xTitle: String?
    /// The title of the vertical axis; made from the column's name when it is left out, none when it is empty.
    public var yTitle: String?
    /// How the numbers of the vertical (or the horizontal, when only that one is a number) axis are written.
    public var format: NumberFormat
    /// How areas and bars are put together.
    public var stack: Stacking
    /// In which order names stand.
    public var order: Order
    /// Whether points get a line of regression.
    public var trend: Bool
    /// Whether the axis of a line or a point begins at zero; areas and bars always do.
    public var zero: Bool
    /// The height in pixels; 280 when it is left out.
    public var height: Int?

    /// Where each key stands, for errors that turn up with the data.
    let places: [String: SourceLocation]

    /// Where a key stands in the text that the chart was read from.
    public func place(of key: String) -> SourceLocation? { places[key] }

    /// The title, or what the chart shows in words.
    public var name: String { title ?? "\(Words.title(y.joined(separator: ", "))) by \(Words.title(x).lowercased())" }
}

/// Column names as people read them.
enum Words {
    /// `member_trips` is `Member trips`.
    static func title(_ name: String) -> String {
        let words = name.replacing("_", with: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }
}
