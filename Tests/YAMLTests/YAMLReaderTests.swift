import Diagnostics
import Testing

@testable import YAML

@Suite struct YAMLReaderTests {
    private func reader(_ text: String) throws -> YAMLReader {
        YAMLReader(try YAMLDocument.parse(text, file: "weir.yml"), named: "weir.yml")
    }

    @Test func typedQuestionsGiveTypedAnswers() throws {
        let reader = try reader(
            """
            name: 2024
            threads: 3
            share: 1
            flag: yes
            kind: b
            tags: [a, b]
            one: a
            meta: {x: [1, null]}
            settings: {latitude: 40.70, quoted: "x"}
            nothing:
            """)
        #expect(reader.requiredString("name") == "2024")
        #expect(reader.integer("threads", in: 1...4) == 3)
        #expect(reader.number("share") == 1)
        #expect(reader.bool("flag") == true)
        #expect(reader.choice("kind", of: ["a", "b"]) == "b")
        #expect(reader.strings("tags") == ["a", "b"])
        #expect(reader.strings("one") == ["a"])
        #expect(reader.value("meta") == ["x": [1, nil]])
        let settings = reader.texts("settings")
        #expect(settings.map(\.key) == ["latitude", "quoted"])
        #expect(settings.map(\.text) == ["40.70", "x"])
        #expect(reader.string("nothing") == nil)
        #expect(reader.string("absent") == nil)
        #expect(reader.location(of: "threads").description == "weir.yml:2:1")
        #expect(reader.location(ofValue: "threads").description == "weir.yml:2:10")
        try reader.finish()
    }

    @Test func nestedReadersAreNamedAndShareErrors() throws {
        let reader = try reader(
            "targets:\n  dev: {engine: duckdb}\n  bare:\nmodels:\n  - name: m\n    tagz: 1\n  - nam: x\n")
        let targets = reader.mappings("targets", each: "target")
        #expect(targets.map(\.name) == ["dev", "bare"])
        #expect(targets[0].reader.string("engine") == "duckdb")
        #expect(targets[1].reader.string("engine") == nil)
        for model in reader.list("models", each: "model") {
            _ = model.requiredString("name")
            _ = model.strings("tags")
        }
        #expect(
            reader.allErrors().map { "\($0.location?.description ?? "") \($0.message)" } == [
                "weir.yml:6:5 model 'm' has an unknown key 'tagz'",
                "weir.yml:7:5 model 2 of 'models' has no 'name'",
                "weir.yml:7:5 model 2 of 'models' has an unknown key 'nam'",
            ])
        #expect(reader.allErrors()[0].location?.remark == "did you mean 'tags'?")
        #expect(throws: WeirErrors.self) { try reader.finish() }
    }

    @Test(arguments: [
        ("k: [1]", "'k' must be a text, and here stands a list", "string"),
        ("k: maybe", "'k' must be true or false, and here stands a text", "bool"),
        ("k: 1.5", "'k' must be a whole number, and here stands a number", "integer"),
        ("k: 9", "'k' must be from 1 to 4", "range"),
        ("k: x", "'k' must be a number, and here stands a text", "number"),
        ("k: beta", "'k' must be one of alpha, bet", "choice"),
        ("k: {a: 1}", "'k' must be a list of texts, and here stands a mapping", "strings"),
        ("k: 1", "'k' must be a mapping, and here stands a number", "mapping"),
        ("k: [1]", "'k' must be a list of mappings, and here stands a list", "list"),
        ("x: 1", "weir.yml has an unknown key 'x'", "none"),
        ("[1]", "weir.yml must be a mapping, and here stands a list", "none"),
    ])
    func wrongValuesAreNamed(text: String, message: String, question: String) throws {
        let reader = try reader(text)
        switch question {
        case "string": _ = reader.string("k")
        case "bool": _ = reader.bool("k")
        case "integer": _ = reader.integer("k")
        case "range": _ = reader.integer("k", in: 1...4)
        case "number": _ = reader.number("k")
        case "choice": _ = reader.choice("k", of: ["alpha", "bet"])
        case "strings": _ = reader.strings("k")
        case "mapping": _ = reader.mapping("k")
        case "list": _ = reader.list("k", each: "thing")
        default: break
        }
        let error = #expect(throws: WeirError.self) { try reader.finish() }
        #expect(error?.message == message)
        #expect(error?.hint != nil)
        #expect(error?.location?.line == 1)
    }

    @Test func otherKeysCanBeAllowed() throws {
        let reader = try reader("x: 1")
        reader.allowOtherKeys()
        try reader.finish()
    }
}
