/// The words behind a fence that make it a block of a page.
enum BlockKind: String, CaseIterable {
    /// A query: ```` ```sql name ````, or ```` ```sql name from=state ````.
    case sql
    case chart
    case kpi
    case table
    /// ```` ```input name ````
    case input
    case catalog
    case lineage
    case log
}
