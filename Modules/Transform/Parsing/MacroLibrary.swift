import Diagnostics
import Jinja

/// The macros of a project and the built-in ones, found by name.
struct MacroLibrary: Sendable {
    /// One macro with its package.
    struct Entry: Sendable {
        let package: String
        let definition: MacroDefinition
        /// The file from the project's folder.
        let path: String

        var id: String { "macro.\(package).\(definition.name)" }
    }

    /// The package of the built-in macros.
    static let builtinPackage = "dbt"

    let project: String
    private(set) var entries: [String: Entry] = [:]
    private let searchOrders: [String: [String]]

    init(project: String, searchOrders: [String: [String]]) throws {
        self.project = project
        self.searchOrders = searchOrders
        for (name, source) in BuiltinMacros.sources {
            let template = try Template.parse(source, file: "<built-in \(name)>", options: .dbt)
            add(template, package: Self.builtinPackage, path: "macros/\(name).sql")
        }
    }

    /// Takes the macros of a file; returns an error for each that another file of the package has already.
    @discardableResult
    mutating func add(_ template: Template, package: String, path: String) -> [WeirError] {
        var errors: [WeirError] = []
        for definition in template.definitions where definition.kind == .macro || definition.kind == .test {
            let entry = Entry(package: package, definition: definition, path: path)
            if let first = entries[entry.id] {
                errors.append(.macroTwice(definition.name, first: first.definition.location, at: definition.location))
            } else {
                entries[entry.id] = entry
            }
        }
        return errors
    }

    /// The macro that an unqualified name means: the project's own, else the built-in one.
    func find(_ name: String) -> Entry? { find(name, in: project) ?? find(name, in: Self.builtinPackage) }

    func find(_ name: String, in package: String) -> Entry? { entries["macro.\(package).\(name)"] }

    /// The names of all macros, and of the tests without their prefix.
    var names: [String] { Set(entries.values.map(\.definition.name)).sorted() }

    var testNames: [String] { names.filter { $0.hasPrefix("test_") }.map { String($0.dropFirst(5)) } }

    /// The macro for an adapter: in each package of the search order `adapter__name`, then `default__name`.
    func dispatch(_ name: String, namespace: String?, adapter: String) throws -> Entry {
        let standard = [project] + (namespace.map { $0 == project ? [] : [$0] } ?? [Self.builtinPackage])
        let order = namespace.flatMap { searchOrders[$0] } ?? standard
        var searched: [String] = []
        for package in order {
            for prefix in [adapter, "default"] {
                if let entry = find("\(prefix)__\(name)", in: package) { return entry }
                searched.append("\(package).\(prefix)__\(name)")
            }
        }
        throw WeirError.nothingToDispatch(name, searched: searched)
    }
}
