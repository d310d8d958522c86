import Diagnostics
import JSON

extension Pipeline {
    /// What matters for resuming a run, one JSON object a line and step: names, kinds, subjects, order. Retries, time-outs,
    /// the schedule and the description may change while a run waits to be resumed.
    var definition: String {
        steps.map { step in
            var object: JSONObject = ["name": .string(step.name), "kind": .string(step.kind.rawValue)]
            object["subject"] = .string(step.subject)
            object["arguments"] = step.arguments.isEmpty ? nil : .array(step.arguments.map(JSONValue.string))
            let parameters = step.parameters.sorted { $0.key < $1.key }.map { ($0.key, JSONValue.string($0.value)) }
            object["parameters"] = parameters.isEmpty ? nil : .object(JSONObject(parameters))
            if case .only(let names) = step.wait { object["after"] = .array(names.map(JSONValue.string)) }
            return JSONValue.object(object).text()
        }.joined(separator: "\n")
    }

    /// Throws when the pipeline is no longer the one that a kept definition describes, with every difference.
    func expect(definition kept: String, run: String) throws {
        guard kept != definition else { return }
        let name = { (line: Substring) in (try? JSONValue.parse(String(line)))?["name"]?.string ?? "?" }
        let (before, after) = (kept.split(separator: "\n"), definition.split(separator: "\n"))
        let (oldNames, newNames) = (before.map(name), after.map(name))
        var notes = oldNames.filter { !newNames.contains($0) }.map { "step '\($0)' is gone" }
        notes += newNames.filter { !oldNames.contains($0) }.map { "step '\($0)' is new" }
        notes += zip(newNames, after).filter { oldNames.contains($0) && !before.contains($1) }.map {
            "step '\($0.0)' does something else"
        }
        throw WeirError.definitionChanged(
            pipeline: self.name, run: run, notes: notes.isEmpty ? ["the steps are in another order"] : notes)
    }
}
