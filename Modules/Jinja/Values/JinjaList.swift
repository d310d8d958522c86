/// A list that is changed in place and shared by everything that holds it.
public final class JinjaList {
    /// The items in order.
    public var items: [JinjaValue]

    /// A list of these.
    public init(_ items: [JinjaValue] = []) { self.items = items }
}
