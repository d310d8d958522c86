/// The filters that sort, group and compare items.
let orderingFilters: [String: Builtin] = [
    "sort": Builtin(["reverse", "case_sensitive", "attribute"]) { call in
        let keys = try sortKeys(call, attribute: 2, ignoringCase: !call.flag(1))
        return .list(try sorted(call.value.items(), reversed: call.flag(0), by: keys))
    },
    "dictsort": Builtin(["case_sensitive", "by", "reverse"]) { call in
        guard case .dict(let dict) = call.value else { throw JinjaFault.notMapping(call.value.typeName) }
        let by = try call.text(1, or: "key")
        guard by == "key" || by == "value" else {
            throw JinjaFault.wrongArgument("dictsort", wanted: "by='key' or by='value'", found: "another")
        }
        let fold = try call.key(0, ignoringCase: !call.flag(0), usesAttribute: false)
        let pairs: [JinjaValue] = dict.pairs.map { .tuple([$0.key, $0.value]) }
        return .list(
            try sorted(pairs, reversed: call.flag(2)) { try fold($0.items()[by == "key" ? 0 : 1]) })
    },
    "unique": Builtin(["case_sensitive", "attribute"]) { call in
        let key = try call.key(1, ignoringCase: !call.flag(0))
        var seen: Set<JinjaKey> = []
        let items = try call.value.items().filter { seen.insert(try JinjaKey(key($0))).inserted }
        return .object(JinjaIterator(items))
    },
    "min": Builtin(["case_sensitive", "attribute"]) { try extreme($0) { try $0.isLess(than: $1) } },
    "max": Builtin(["case_sensitive", "attribute"]) { try extreme($0) { try $1.isLess(than: $0) } },
    "groupby": Builtin(["attribute", "default", "case_sensitive"], required: 1) { call in
        let folded = try call.key(0, fallback: call[1], ignoringCase: !call.flag(2))
        let plain = try call.key(0, fallback: call[1])
        var groups: [(key: JinjaValue, shown: JinjaValue, items: [JinjaValue])] = []
        for item in try sorted(call.value.items(), by: folded) {
            let key = try folded(item)
            if let last = groups.last, last.key.isEqual(to: key) {
                groups[groups.count - 1].items.append(item)
            } else {
                groups.append((key, try plain(item), [item]))
            }
        }
        return .list(groups.map { .object(JinjaGroup($0.shown, $0.items)) })
    },
]

extension BuiltinCall {
    /// The key that only folds case, whatever the argument at the place is.
    fileprivate func key(
        _ place: Int, ignoringCase: Bool, usesAttribute: Bool
    ) throws -> (JinjaValue) throws -> JinjaValue {
        { value in
            if ignoringCase, case .string(let text) = value { return .string(text.lowercased()) }
            return value
        }
    }
}

/// The key of a sort by one attribute or, separated by commas, several.
private func sortKeys(
    _ call: BuiltinCall, attribute place: Int, ignoringCase: Bool
) throws -> (JinjaValue) throws -> JinjaValue {
    guard case .string(let text) = call[place], text.contains(",") else {
        return try call.key(place, ignoringCase: ignoringCase)
    }
    let keys = try text.split(separator: ",").map { part in
        try BuiltinCall(
            name: call.name, value: call.value, bound: [.string(trimmed(String(part)))], arguments: call.arguments,
            interpreter: call.interpreter
        ).key(0, ignoringCase: ignoringCase)
    }
    return { item in .list(try keys.map { try $0(item) }) }
}

private func extreme(
    _ call: BuiltinCall, _ isBetter: (JinjaValue, JinjaValue) throws -> Bool
) throws -> JinjaValue {
    let key = try call.key(1, ignoringCase: !call.flag(0))
    let items = try call.value.items()
    guard var best = items.first else { return .undefined(JinjaUndefined(name: "\(call.name) of an empty sequence")) }
    for item in items.dropFirst() where try isBetter(key(item), key(best)) { best = item }
    return best
}

/// What `groupby` gives for each group: `group.grouper` and `group.list`, or the two as a tuple.
final class JinjaGroup: JinjaObject {
    private let grouper: JinjaValue
    private let list: JinjaValue

    init(_ grouper: JinjaValue, _ items: [JinjaValue]) {
        self.grouper = grouper
        list = .list(items)
    }

    func attribute(_ name: String, _ call: JinjaCall) throws -> JinjaValue? {
        name == "grouper" ? grouper : name == "list" ? list : nil
    }
    func item(_ key: JinjaValue, _ call: JinjaCall) throws -> JinjaValue? {
        key.integer.flatMap { JinjaValue.pick($0, of: [grouper, list]) }
    }
    func items() throws -> [JinjaValue]? { [grouper, list] }
    var count: Int? { 2 }
    var typeName: String { "_GroupTuple" }
    var text: String { JinjaValue.tuple([grouper, list]).text }
    var equalValue: JinjaValue? { .tuple([grouper, list]) }
}
