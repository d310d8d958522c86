import Ingest
import Warehouse

/// Small sources for tests of the machinery.
enum Shop {
    static let columns: [Column] = [
        Column("id", .integer), Column("name", .text), Column("price", .double), Column("changed_at", .timestamp),
    ]

    static func source(
        key: [ColumnName] = ["id"], disposition: Resource.Disposition? = nil, cursor: Resource.Cursor? = nil,
        contract: SchemaContract = SchemaContract(),
        from extraction: Extraction = .files(FileExtraction(.matching("*.csv"))),
        format: RecordFormat = .csv(), columns: [Column] = columns, settings: [SourceSetting] = []
    ) -> Source {
        Source(
            "shop", "orders of a shop", settings: [.location("where the orders are")] + settings,
            resources: [
                Resource(
                    "raw.orders", columns: columns, key: key, disposition: disposition, cursor: cursor,
                    contract: contract,
                    from: extraction, format: format)
            ])
    }
}
