import Diagnostics
import Foundation
import Warehouse

/// Loads what was collected and judges it: one profile of all resources.
struct SourceJudge {
    private static let mostLevels = 3

    let bench: Workbench
    let gathered: Gathered
    let location: String
    let previous: SourceProfile?

    func judge(_ collected: Collected) throws -> SourceProfile {
        var members: [ForeignKeyJudge.Member] = []
        var names: Set<String> = []
        for group in collected.groups {
            var table = try group.first.load(with: group.others, on: bench)
            if !group.others.isEmpty { table.name = Self.commonName(group.files.map(\.stem)) }
            guard table.rows > 0 else { throw WeirError.noRows(group.first.file.shown) }
            let name = Self.unique(
                ColumnNaming.identifier(table.name, otherwise: "data"), among: &names)
            members += try judged(table, named: name, group.overrules, levels: Self.mostLevels, &names)
        }
        let resources = try ForeignKeyJudge(bench: bench) { file in
            ResourceOverrules(previous?.resources.first { $0.files.contains(file) && $0.parent == nil })
        }.judge(members)
        try refuseUnrelated(resources)
        return SourceProfile(
            name: sourceName(resources),
            sample: SampleOrigin(
                location: location, bytes: gathered.bytes, sha256: gathered.sha256, packing: gathered.packing),
            resources: Self.ordered(resources), notes: collected.passedOver.map { "passed over: \($0)" })
    }

    /// A table's resource, and those of the lists in its records.
    private func judged(
        _ table: LoadedTable, named name: String, _ overrules: ResourceOverrules, levels: Int,
        _ names: inout Set<String>
    ) throws -> [ForeignKeyJudge.Member] {
        let member = try ResourceJudge(bench: bench, overrules: overrules).judge(table, named: name)
        var members = [member]
        guard levels > 1 else { return members }
        for list in table.lists {
            let key = member.resource.key.made.compactMap { name in member.columns.first { $0.name.value == name } }
            let parentKey = key.map { column in
                column.name.value.hasPrefix(Self.singular(name))
                    ? column.name.value : "\(Self.singular(name))_\(column.name.value)"
            }
            var nested = try NestedListLoader(bench: bench).load(
                list, named: list.path.last ?? "list", key: key.map(\.loaded), keyNames: parentKey)
            guard nested.rows > 0 else { continue }
            nested.files = table.files
            nested.format = table.format
            nested.nameReason = "the list in the records of '\(name)'"
            nested.parent = NestedIn(resource: name, path: list.path, parentKey: parentKey)
            let wanted = ColumnNaming.identifier("\(name)_\(list.path.joined(separator: "_"))", otherwise: "list")
            members += try judged(
                nested, named: Self.unique(wanted, among: &names),
                .nested(in: name, at: list.path, of: previous), levels: levels - 1, &names)
        }
        return members
    }

    // MARK: Names

    private static func unique(_ wanted: String, among names: inout Set<String>) -> String {
        var name = wanted
        var number = 2
        while !names.insert(name).inserted {
            name = "\(wanted)_\(number)"
            number += 1
        }
        return name
    }

    /// What the names of files have in common, without numbers: `trips_2024-01`, `trips_2024-02` are `trips`.
    private static func commonName(_ stems: [String]) -> String {
        let words = stems.map { NameWords($0).words.filter { word in !word.allSatisfy(\.isNumber) } }
        var common = words[0]
        for other in words.dropFirst() {
            common = Array(zip(common, other).prefix { $0 == $1 }.map(\.0))
        }
        return common.isEmpty ? stems[0] : common.joined(separator: "_")
    }

    private static func singular(_ name: String) -> String {
        name.hasSuffix("s") && !name.hasSuffix("ss") ? String(name.dropLast()) : name
    }

    /// The name of the only resource, else of what holds them all.
    private func sourceName(_ resources: [ResourceProfile]) -> String {
        let main = resources.filter { $0.parent == nil }
        if main.count == 1 { return main[0].name.value }
        let last = URL(string: location)?.lastPathComponent ?? location
        let name = last.split(separator: "/").last.map(String.init) ?? last
        return ColumnNaming.identifier(name.split(separator: ".").first.map(String.init) ?? name, otherwise: "source")
    }

    /// The resource with the most rows first; nested lists behind their parents.
    private static func ordered(_ resources: [ResourceProfile]) -> [ResourceProfile] {
        var groups: [[ResourceProfile]] = []
        for resource in resources {
            if resource.parent == nil || groups.isEmpty {
                groups.append([resource])
            } else {
                groups[groups.count - 1].append(resource)
            }
        }
        return groups.enumerated().sorted { left, right in
            (left.element[0].rows, -left.offset) > (right.element[0].rows, -right.offset)
        }.flatMap(\.element)
    }

    // MARK: What belongs together

    /// Files of a folder or an archive are one source only where something joins them.
    private func refuseUnrelated(_ resources: [ResourceProfile]) throws {
        let main = resources.filter { $0.parent == nil }
        let isWorkbook = main.allSatisfy { if case .sheet = $0.format { true } else { false } }
        guard main.count > 1, !isWorkbook else { return }
        let isJoined =
            main.contains { !$0.foreignKeys.isEmpty }
            || main.indices.contains { index in
                main[(index + 1)...].contains { !Self.telling(main[index]).isDisjoint(with: Self.telling($0)) }
            }
        if !isJoined { throw WeirError.unrelatedFiles(location, main.map { $0.files.joined(separator: ", ") }) }
    }

    /// Names of columns that say what a resource is about; those that every table has do not.
    private static func telling(_ resource: ResourceProfile) -> Set<String> {
        let common: Set = [
            "id", "name", "date", "time", "type", "value", "description", "code", "status", "year", "month", "day",
            "title", "key",
            "category", "comment", "notes", "url", "timestamp", "created_at", "updated_at", "label", "count", "number",
            "position",
            "amount", "total", "address", "email", "text", "column_1", "column_2", "column_3", "latitude", "longitude",
            "lat", "lon",
        ]
        return Set(resource.columns.map(\.name.made)).subtracting(common).filter { !$0.hasPrefix("column_") }
    }
}
