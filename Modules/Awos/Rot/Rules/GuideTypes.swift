extension RotRule {
    /// Every type that a guide names stands in the code of some Swift file.
    static let guideTypes = eachGuide { guide, world in
        guide.words.compactMap { mention in
            guard let name = mention.type, !world.sources.has(name) else { return nil }
            return Diagnostic(.goneType(name, at: mention.place))
        }
    }
}
