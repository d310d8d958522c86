import Foundation

/// Guesses which columns hold keys of another resource, by names, and verifies the guess over all rows.
struct ForeignKeyJudge {
    /// A resource that was judged, with its table.
    struct Member {
        var resource: ResourceProfile
        let table: LoadedTable
        let columns: [JudgedColumn]
    }

    let bench: Workbench
    let previous: (String) -> ResourceOverrules

    /// Every resource with the foreign keys that were found.
    func judge(_ members: [Member]) throws -> [ResourceProfile] {
        try members.map { member in
            var resource = member.resource
            let overrules = previous(member.table.files.first ?? "")
            for other in members where other.table.table != member.table.table {
                resource.foreignKeys += try keys(from: member, to: other, overrules)
            }
            return resource
        }
    }

    private func keys(from member: Member, to other: Member, _ overrules: ResourceOverrules) throws -> [ForeignKey] {
        // Only a key of one column can stand in a column.
        guard other.resource.key.value.count == 1, let name = other.resource.key.value.first,
            let target = other.columns.first(where: { $0.name.value == name })
        else { return [] }
        return try member.columns.compactMap { column in
            guard column.measure.present > 0, isOfOneKind(column, target),
                let reason = likeness(column, target, other, member)
            else { return nil }
            let orphans = try orphans(column, in: member.table, target, of: other.table)
            let present = column.measure.present - column.measure.nullTextRows
            // A name alone is no proof: where most values are strangers there, it is another thing of that name.
            guard orphans * 2 < max(1, present) else { return nil }
            let verified =
                orphans == 0
                ? "\(reason), and every value stands in '\(other.resource.name.value)'"
                : "\(reason), but in \(Figures.grouped(orphans)) of \(Figures.count(present, "row")) stands a value that '\(other.resource.name.value)' lacks"
            return ForeignKey(
                column: column.name.value, resource: other.resource.name.value, references: target.name.value,
                orphans: orphans,
                holds: Choice(
                    orphans == 0, because: verified,
                    overruled: overrules.foreignKey(column.name.value, to: other.resource.name.value)))
        }
    }

    private func isOfOneKind(_ column: JudgedColumn, _ target: JudgedColumn) -> Bool {
        let isCode = { (type: JudgedColumn) in type.type == .text || type.type == .integer }
        return isCode(column) && isCode(target)
    }

    /// Why a column's name points at a resource's key; nil when it does not.
    private func likeness(_ column: JudgedColumn, _ target: JudgedColumn, _ other: Member, _ member: Member) -> String?
    {
        let (name, key) = (column.name.value, target.name.value)
        let resource = other.resource.name.value
        let singular = Self.singular(resource)
        let isOwnKey = member.resource.key.value == [name]
        if name == key, key != "id", key != "name" || !isOwnKey {
            return isOwnKey && member.table.rows >= other.table.rows ? nil : "it has the name of the key"
        }
        let stem = Self.stem(name)
        if !stem.isEmpty, stem == singular || stem == resource || stem == Self.stem(key) {
            return "it is named after the resource"
        }
        // start_station_id, home_city: the name ends with what it points at.
        if !stem.isEmpty, stem.hasSuffix("_" + singular) || stem.hasSuffix("_" + Self.stem(key)), !singular.isEmpty,
            !Self.stem(key).isEmpty
        {
            return "its name ends with that of the resource or of its key"
        }
        if !singular.isEmpty, stem.hasSuffix("_" + singular) { return "its name ends with that of the resource" }
        if name.hasSuffix("_" + key), key.count > 2 { return "its name ends with that of the key" }
        return nil
    }

    private static let endings = ["_id", "_key", "_code", "_no", "_nr", "_number", "_ref", "_uuid"]

    /// A name without the ending that says that it is a key.
    private static func stem(_ name: String) -> String {
        if ["id", "key", "code", "uuid", "number", "no"].contains(name) { return "" }
        for ending in endings where name.hasSuffix(ending) { return String(name.dropLast(ending.count)) }
        return name
    }

    private static func singular(_ noun: String) -> String {
        if noun.hasSuffix("ies") { return noun.dropLast(3) + "y" }
        if noun.hasSuffix("sses") || noun.hasSuffix("xes") || noun.hasSuffix("ches") { return String(noun.dropLast(2)) }
        return noun.hasSuffix("s") && !noun.hasSuffix("ss") ? String(noun.dropLast()) : noun
    }

    private func orphans(
        _ column: JudgedColumn, in table: LoadedTable, _ target: JudgedColumn, of other: LoadedTable
    ) throws -> Int {
        let nullTexts = column.guess.nullTexts.map(bench.literal).joined(separator: ", ")
        let present = nullTexts.isEmpty ? "" : " and a.\(column.place) not in (\(nullTexts))"
        return try bench.count(
            """
            select count(*) from \(table.table.name) as a where a.\(column.place) is not null\(present) and not exists \
            (select 1 from \(other.table.name) as b where cast(b.\(target.place) as varchar) = cast(a.\(column.place) as varchar))
            """)
    }
}
