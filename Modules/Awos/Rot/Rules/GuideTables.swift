extension RotRule {
    /// Every table that a guide names is a model, or stands between quotes in a Swift file.
    static let guideTables = eachGuide { guide, world in
        guide.words.compactMap { mention in
            guard let table = mention.table, !world.sources.has(table),
                TableFiles.files(of: table, in: world.files).isEmpty
            else { return nil }
            return Diagnostic(.goneTable(table, at: mention.place))
        }
    }
}
