import Diagnostics

/// The kinds of change that awos knows.
public enum Kinds {
    /// Every kind, one a line.
    public static let all: [Kind] = [
        .source,
        .model,
        .page,
        .notebook,
        .check,
        .pipeline,
        .fix,
        .engine,
        .other,
    ]

    /// The kind of this name; throws with the nearest one otherwise.
    public static func named(_ name: String) throws -> Kind {
        guard let kind = all.first(where: { $0.name == name }) else {
            throw WeirError.unknownKind(name, known: all.map(\.name))
        }
        return kind
    }

    /// The kind that most words of an intent point to; `other` when none does or two do alike.
    ///
    /// Who gives a sample of data means a source.
    public static func guess(_ intent: String, hasSample: Bool = false) -> Kind {
        if hasSample { return .source }
        let words = intent.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
        let hits = all.map { kind in
            (kind: kind, count: words.count { word in kind.words.contains { word == $0 || word == $0 + "s" } })
        }
        let most = hits.map(\.count).max() ?? 0
        let best = hits.filter { $0.count == most }
        return most > 0 && best.count == 1 ? best[0].kind : .other
    }
}
