import Diagnostics

/// All wording of this module's errors.
extension WeirError {
    static func projectNotFound(lookedAt places: [String]) -> WeirError {
        WeirError(
            "project.not_found", "there is no project here: no weir.yml",
            hint: "go to a project's folder, or name it with `--project DIR`",
            notes: places.map { "looked for \($0)" }, kind: .usage)
    }

    static func unreadableProject(_ path: String) -> WeirError {
        WeirError(
            "project.unreadable", "'\(path)' cannot be read",
            hint: "it must be a file that you may read: look at it with `ls -ld`", kind: .usage)
    }

    static func unknownTarget(_ name: String, known: [String]) -> WeirError {
        WeirError(
            "project.unknown_target", "weir.yml has no target '\(name)'",
            hint: (NearMiss.question(name, in: known).map { $0 + " " } ?? "") + "targets: "
                + known.joined(separator: ", "), kind: .usage)
    }

    static func noTargets(at location: SourceLocation) -> WeirError {
        WeirError(
            "project.no_targets", "weir.yml has no targets", at: location,
            hint: "add `targets: {dev: {engine: duckdb, warehouse: .weir/warehouse.duckdb}}`", kind: .usage)
    }

    static func unknownDefaultTarget(_ name: String, known: [String], at location: SourceLocation) -> WeirError {
        var location = location
        location.remark = NearMiss.question(name, in: known)
        return WeirError(
            "project.unknown_default_target", "the default target '\(name)' is none of the targets", at: location,
            hint: "targets: " + known.joined(separator: ", "), kind: .usage)
    }

    static func noDefaultTarget(known: [String], at location: SourceLocation) -> WeirError {
        WeirError(
            "project.no_default_target", "there are \(known.count) targets, and no default", at: location,
            hint: "add `default_target: \(known[0])`", kind: .usage)
    }

    static func unknownEngine(_ name: String, target: String, at location: SourceLocation) -> WeirError {
        let known = EngineKind.allCases.map(\.rawValue)
        var location = location
        location.remark = NearMiss.question(name, in: known)
        return WeirError(
            "project.unknown_engine", "target '\(target)' wants the engine '\(name)', which is not known", at: location,
            hint: "engines: " + known.joined(separator: ", "), kind: .usage)
    }

    static func warehouseOutside(target: String, reason: String, at location: SourceLocation) -> WeirError {
        WeirError(
            "project.warehouse_outside", "the warehouse of target '\(target)' cannot stand there: \(reason)",
            at: location, hint: "write a path below the project's folder, or an absolute one", kind: .usage)
    }

    static func badMemoryLimit(target: String, at location: SourceLocation) -> WeirError {
        WeirError(
            "project.bad_memory_limit", "the memory limit of target '\(target)' is no number of bytes", at: location,
            hint: "write a number with its unit: 512MB, 2GB, 1GiB", kind: .usage)
    }

    static func badName(_ name: String, noun: String, at location: SourceLocation) -> WeirError {
        WeirError(
            "project.bad_name", "'\(name)' cannot be the name of a \(noun)", at: location,
            hint: "use small letters, digits, '_' and '-', with a letter first", kind: .usage)
    }

    static func unknownSource(
        _ name: String, in owner: String, known: [String], at location: SourceLocation
    ) -> WeirError {
        WeirError(
            "project.unknown_source", "\(owner) changes the source '\(name)', which has no settings under 'sources'",
            at: location,
            hint: (NearMiss.question(name, in: known).map { $0 + " " } ?? "") + "sources: "
                + known.joined(separator: ", "), kind: .usage)
    }

    static func secretMissing(
        _ name: String, for owner: String, file: String, exists: Bool, at location: SourceLocation
    ) -> WeirError {
        WeirError(
            "project.secret_missing", "the secret '\(name)' for \(owner) is not set", at: location,
            hint: "set the variable \(name), or add a line `\(name): …` to \(file) and `chmod 600` it",
            notes: [
                "looked in the environment: no variable \(name)",
                "looked in \(file): " + (exists ? "no key '\(name)'" : "no such file"),
            ], kind: .usage)
    }

    static func secretsReadable(file: String) -> WeirError {
        WeirError(
            "project.secrets_readable", "others than their owner may read the secrets in \(file)",
            hint: "run `chmod 600 \(file)`", kind: .usage)
    }

    static func noWarehouse(target: String, file: String) -> WeirError {
        WeirError(
            "project.no_warehouse", "target '\(target)' has no warehouse yet",
            hint: "run a pipeline first: `weir run`", notes: ["looked for \(file)"], kind: .usage)
    }
}

/// Wording about the settings of agents.
extension WeirError {
    static func unknownModule(_ name: String, known: [String], at location: SourceLocation) -> WeirError {
        WeirError(
            "project.unknown_module", "'agents' names the module '\(name)', which there is not", at: location,
            hint: (NearMiss.question(name, in: known).map { $0 + " " } ?? "") + "modules: "
                + known.joined(separator: ", "), kind: .usage)
    }

    static func noAgentCommand(at location: SourceLocation) -> WeirError {
        WeirError(
            "project.no_agent_command", "the runner 'command' has no command", at: location,
            hint: "add `command: [\"./my-agent\"]` under 'agents'", kind: .usage)
    }

    static func noAmount(_ key: String, at location: SourceLocation?) -> WeirError {
        WeirError(
            "project.no_amount", "'\(key)' must be more than 0", at: location, hint: "write dollars: 2, 0.5",
            kind: .usage)
    }

    static func emptyCommand(_ name: String, at location: SourceLocation) -> WeirError {
        WeirError(
            "project.empty_command", "the check '\(name)' runs nothing", at: location,
            hint: "write the words of a command: [make, bench]", kind: .usage)
    }

    static func shellLine(_ key: String, _ line: String, at location: SourceLocation) -> WeirError {
        let words = line.split(separator: " ").joined(separator: ", ")
        return WeirError(
            "project.shell_line", "'\(key)' is one text with spaces, and no shell takes it apart", at: location,
            hint: "write its words as a list: [\(words)]", kind: .usage)
    }
}
