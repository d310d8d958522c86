/// The functions of tests that expect something for whoever calls them: by themselves, or through another one.
///
/// A test that expects nothing by itself can fail through a helper, in its own file or in another one of its target, or in a
/// module that is made for tests. Which function a name means is not resolved: the same name in the same target is enough.
struct TestHelpers: Sendable, Hashable {
    /// Their names.
    let names: Set<String>

    /// The helpers of some files.
    init(_ sources: [TestSource]) {
        let all = sources.flatMap(\.helpers).map { (name: $0.name, body: $0.body, calls: Self.calls(in: $0.body)) }
        var found = Set(all.filter { TestSource.canFail($0.body) }.map(\.name))
        while true {
            let more = all.filter { !found.contains($0.name) && !$0.calls.isDisjoint(with: found) }.map(\.name)
            if more.isEmpty { break }
            found.formUnion(more)
        }
        names = found
    }

    /// Whether a body calls one of them, or hands one over: `rows.forEach(expectRow)`.
    func areCalled(in body: String) -> Bool { !Self.calls(in: body).isDisjoint(with: names) }

    /// The names of what a body calls or hands over; what stands in quotes does not count.
    private static func calls(in body: String) -> Set<String> {
        let code = body.replacing(/"(?:[^"\\\n]|\\.)*"/, with: "\"\"")
        let called = code.matches(of: /(\w+)\s*[({]/).map { String($0.1) }
        let handed = code.matches(of: /[(,:]\s*(?:\w+\.)*(\w+)\s*[),]/).map { String($0.1) }
        return Set(called + handed)
    }
}
