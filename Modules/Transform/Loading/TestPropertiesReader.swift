import Diagnostics
import JSON
import YAML

extension PropertiesReader {
    /// Keys of a test that configure it and are no arguments of its macro.
    private static let configKeys = [
        "severity", "where", "limit", "warn_if", "error_if", "fail_calc", "tags", "enabled", "store_failures",
        "store_failures_as", "meta", "schema", "database", "alias", "group",
    ]

    /// The tests under `data_tests:` (or `tests:`, its older name) of a model, table or column.
    mutating func tests(_ owner: YAMLReader, column: String?) -> [TestProperties] {
        var tests: [TestProperties] = []
        if owner.node("tests") != nil, owner.node("data_tests") != nil {
            owner.fail(.testsTwice(owner.name, at: owner.location(of: "tests")))
        }
        for key in ["data_tests", "tests"] {
            guard let node = owner.node(key) else { continue }
            guard let elements = node.sequence else {
                owner.fail(.badTest("'\(key)' must be a list", at: owner.location(of: key)))
                continue
            }
            for element in elements {
                do throws(WeirError) {
                    tests.append(try test(element, owner, column: column))
                } catch {
                    owner.fail(error)
                }
            }
        }
        return tests
    }

    private func test(_ node: YAMLNode, _ owner: YAMLReader, column: String?) throws(WeirError) -> TestProperties {
        let place = owner.location(of: node)
        if let name = node.text {
            return TestProperties(
                name: name, arguments: [], config: NodeConfig(), customName: nil, description: "", column: column,
                location: owner.location(of: node, length: name.count))
        }
        guard let mapping = node.mapping else { throw .badTest("a test must be a name or a mapping", at: place) }
        if let name = mapping["test_name"]?.text {
            return try test(named: name, mapping, owner, column: column, at: place, but: ["test_name"])
        }
        guard let entry = mapping.entries.first, mapping.entries.count == 1 else {
            throw .badTest("a test must have one name, with its arguments below it", at: place)
        }
        let namePlace = owner.location(of: entry.keyMark, length: entry.key.count)
        guard let inner = entry.value.mapping ?? (entry.value.isNull ? YAMLMapping() : nil) else {
            throw .badTest("the arguments of test '\(entry.key)' must be a mapping", at: namePlace)
        }
        return try test(named: entry.key, inner, owner, column: column, at: namePlace, but: [])
    }

    private func test(
        named name: String, _ mapping: YAMLMapping, _ owner: YAMLReader, column: String?, at place: SourceLocation,
        but passed: Set<String>
    ) throws(WeirError) -> TestProperties {
        var test = TestProperties(
            name: name, arguments: [], config: NodeConfig(), customName: mapping["name"]?.text,
            description: mapping["description"]?.text ?? "", column: column, location: place)
        for entry in mapping.entries where !passed.contains(entry.key) {
            let here = owner.location(of: entry.keyMark, length: entry.key.count)
            switch entry.key {
            case "name", "description": break
            case "config", "arguments":
                guard let inner = entry.value.mapping ?? (entry.value.isNull ? YAMLMapping() : nil) else {
                    throw .badTest("'\(entry.key)' of test '\(name)' must be a mapping", at: here)
                }
                for each in inner.entries {
                    let eachPlace = owner.location(of: each.keyMark, length: each.key.count)
                    if entry.key == "config" {
                        test.config.set(each.key, each.value.json, at: eachPlace)
                    } else {
                        test.arguments.append((each.key, each.value.json))
                    }
                }
            case let key where Self.configKeys.contains(key): test.config.set(key, entry.value.json, at: here)
            default: test.arguments.append((entry.key, entry.value.json))
            }
        }
        return test
    }
}

extension YAMLReader {
    /// The place of a node below this reader.
    fileprivate func location(of node: YAMLNode, length: Int = 1) -> SourceLocation {
        location(of: node.mark, length: length)
    }
}
