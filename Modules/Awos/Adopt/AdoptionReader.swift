import Diagnostics
import Foundation

extension Adoption {
    /// Reads the tree in a folder: the one that holds `context`, or `context` itself; throws when there is none.
    ///
    /// `taken` are the names of all specs' folders on other branches.
    public static func read(_ folder: URL, into tree: SpecTree, taken: [String] = []) throws -> Adoption {
        let places = [folder.appending(path: "context"), folder]
        let files = FileManager.default
        guard
            let context = places.first(where: { place in
                ["spec", "product"].contains { files.fileExists(atPath: place.appending(path: $0).path) }
            })
        else { throw WeirError.nothingToAdopt(folder.path) }
        var reader = AdoptionReader(context: context, tree: tree, taken: Set(taken + tree.folders().map(\.name)))
        try reader.readProduct()
        try reader.readSpecs()
        return Adoption(specs: reader.specs, files: reader.found, leftOut: reader.leftOut.sorted())
    }
}

/// Reads a tree of the framework document by document.
private struct AdoptionReader {
    let context: URL
    let tree: SpecTree
    var taken: Set<String>
    var specs: [Adoption.Spec] = []
    var found: [Adoption.File] = []
    var leftOut: [String] = []

    private static let products = ["product-definition.md", "roadmap.md", "architecture.md"]

    mutating func readProduct() throws {
        for name in names("product") {
            let path = "product/\(name)"
            guard Self.products.contains(name), let document = try document(path) else {
                leftOut.append("context/\(path)")
                continue
            }
            add(AdoptedText.product(document).text, from: path, to: "context/\(path)")
        }
    }

    mutating func readSpecs() throws {
        for name in names("spec") {
            guard name.contains("-"), let number = SpecNumber(name) else {
                leftOut.append("context/spec/\(name)")
                continue
            }
            let slug = String(name.drop { $0 != "-" }.dropFirst())
            let target = place(number, slug)
            taken.insert("\(target)-\(slug)")
            try readSpec(name, slug, as: target)
        }
    }

    /// Where it was adopted before; its own number when that is free; else the next one.
    private func place(_ number: SpecNumber, _ slug: String) -> SpecNumber {
        let numbers = { (names: [String]) in names.compactMap { SpecNumber($0) } }
        if let before = numbers(taken.filter { $0.drop { $0 != "-" }.dropFirst() == slug }).min() { return before }
        guard numbers(Array(taken)).contains(number) else { return number }
        let all = numbers(Array(taken) + names("spec"))
        return SpecNumber((all.max() ?? number).value + 1) ?? number
    }

    private mutating func readSpec(_ name: String, _ slug: String, as number: SpecNumber) throws {
        let target = "\(number)-\(slug)"
        var spec: (text: AdoptedText, status: String?)?
        var tasks: AdoptedText?
        for file in names("spec/\(name)") {
            let path = "spec/\(name)/\(file)"
            let isRead = [FunctionalSpec.fileName, "tasks.md", "technical-considerations.md"].contains(file)
            guard isRead, let document = try document(path) else {
                if !isOurs(path) { leftOut.append("context/\(path)") }
                continue
            }
            var text = document.text
            if file == FunctionalSpec.fileName {
                let adopted = AdoptedText.spec(document, number: number, slug: slug)
                spec = (adopted, Self.status(document))
                text = adopted.text
            } else if file == "tasks.md" {
                let adopted = AdoptedText.tasks(document, number: number)
                (tasks, text) = (adopted, adopted.text)
            }
            add(text, from: path, to: "context/spec/\(target)/\(file)")
        }
        specs.append(
            Adoption.Spec(
                source: name, name: target, status: spec?.status,
                criteria: (spec?.text.boxes ?? 0, spec?.text.claimed ?? 0),
                tasks: (tasks?.boxes ?? 0, tasks?.claimed ?? 0), agents: tasks?.agents ?? []))
    }

    /// Files that this program wrote itself, where the tree is this repository's own.
    private func isOurs(_ path: String) -> Bool {
        ["tasks", Ledger.fileName, "prompts", "pull-request.md", "source-profile.yml"].contains {
            path.hasSuffix("/\($0)")
        }
    }

    private mutating func add(_ text: String, from path: String, to target: String) {
        let place = tree.root.appending(path: target)
        let content = Data(text.utf8)
        let standing = FileManager.default.contents(atPath: place.path)
        let isItself = place.standardizedFileURL.path == context.appending(path: path).standardizedFileURL.path
        let state: Adoption.File.State =
            switch standing {
            case nil: .new
            case content: .there
            default: isItself ? .changed : .kept
            }
        found.append(Adoption.File(source: "context/\(path)", target: target, state: state, content: content))
    }

    /// A document; nil, and left out, when it is no text.
    private func document(_ path: String) throws -> MarkdownFile? {
        let shown = "context/\(path)"
        do { return try MarkdownFile(contentsOf: context.appending(path: path), shown: shown) } catch let error
            as WeirError
            where error.code == "awos.not_text"
        { return nil }
    }

    private func names(_ path: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: context.appending(path: path).path)) ?? []).sorted()
            .filter { !$0.hasPrefix(".") }
    }

    /// What stands behind `**Status:**`.
    private static func status(_ document: MarkdownFile) -> String? {
        document.lines.lazy.compactMap { $0.firstMatch(of: /\*\*Status:?\*\*:?\s*(.+)/)?.1.trimmed }.first
    }
}
