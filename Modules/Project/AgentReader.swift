import Diagnostics
import YAML

/// Reads `agents` and `execution` out of a `weir.yml`; leaves its mistakes with the reader.
struct AgentReader {
    private let reader: YAMLReader
    /// The modules that there are; empty when nobody knows.
    private let modules: [String]

    init(_ reader: YAMLReader, modules: [String]) {
        self.reader = reader
        self.modules = modules
    }

    func settings() -> AgentSettings {
        let mode = mode()
        guard let agents = reader.mapping("agents", named: "'agents'") else { return AgentSettings(mode: mode) }
        let runner = runner(of: agents)
        let moduleRunners = moduleRunners(of: agents)
        let budget = budget(of: agents)
        let command = words("command", of: agents)
        let wrap = words("wrap", of: agents)
        if command.isEmpty {
            let place = agents.location(ofValue: runner == .command ? "runner" : "modules")
            if runner == .command || moduleRunners.values.contains(.command) {
                reader.fail(.noAgentCommand(at: place))
            }
        }
        return AgentSettings(
            runner: runner ?? .claude, moduleRunners: moduleRunners, budget: budget, command: command, wrap: wrap,
            checks: checks(of: agents), mode: mode)
    }

    private func mode() -> WeirProject.ExecutionMode {
        let reader = reader.mapping("execution", named: "'execution'")
        let mode = reader?.choice("mode", of: WeirProject.ExecutionMode.allCases.map(\.rawValue))
        return mode.flatMap(WeirProject.ExecutionMode.init) ?? .humanInLoop
    }

    private func runner(of reader: YAMLReader) -> AgentSettings.Runner? {
        reader.choice("runner", of: AgentSettings.Runner.allCases.map(\.rawValue)).flatMap(AgentSettings.Runner.init)
    }

    private func moduleRunners(of agents: YAMLReader) -> [String: AgentSettings.Runner] {
        var runners: [String: AgentSettings.Runner] = [:]
        for (name, entry) in agents.mappings("modules", each: "module") {
            if !modules.isEmpty, !modules.contains(name) {
                reader.fail(.unknownModule(name, known: modules, at: entry.location))
            }
            runners[name] = runner(of: entry)
        }
        return runners
    }

    private func budget(of agents: YAMLReader) -> AgentSettings.Budget {
        let reader = agents.mapping("budget", named: "'budget'")
        let standard = AgentSettings.Budget()
        func dollars(_ key: String, _ standard: Double) -> Double {
            guard let amount = reader?.number(key) else { return standard }
            if !amount.isFinite || amount <= 0 { reader?.fail(.noAmount(key, at: reader?.location(ofValue: key))) }
            return amount
        }
        return AgentSettings.Budget(
            attempts: reader?.integer("attempts", in: 1...20) ?? standard.attempts,
            minutes: reader?.integer("minutes", in: 1...1440) ?? standard.minutes,
            dollarsPerTask: dollars("dollars_per_task", standard.dollarsPerTask),
            dollarsPerSpec: dollars("dollars_per_spec", standard.dollarsPerSpec))
    }

    private func checks(of agents: YAMLReader) -> [String: [String]] {
        guard let checks = agents.mapping("checks", named: "'checks'") else { return [:] }
        return Dictionary(
            checks.keys.map { name in
                let command = words(name, of: checks)
                if command.isEmpty { reader.fail(.emptyCommand(name, at: checks.location(of: name))) }
                return (name, command)
            }
        ) { $1 }
    }

    /// The words of a command: no shell reads them, so one text with spaces in it is a mistake.
    private func words(_ key: String, of reader: YAMLReader) -> [String] {
        let words = reader.strings(key)
        if words.count == 1, words[0].contains(" ") {
            reader.fail(.shellLine(key, words[0], at: reader.location(ofValue: key)))
        }
        return words
    }
}
