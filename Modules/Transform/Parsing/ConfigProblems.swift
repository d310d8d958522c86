import Diagnostics
import JSON

/// What can be wrong with a configuration, found before anything runs.
extension NodeConfig {
    static let materializations = ["view", "table", "incremental", "ephemeral"]
    static let strategies = ["append", "delete+insert", "merge"]
    static let schemaChanges = ["ignore", "fail", "append_new_columns", "sync_all_columns"]

    /// Keys that would change what is built, and are not carried out yet.
    private static let unsupported = [
        "pre-hook", "post-hook", "sql_header", "merge_update_columns", "merge_exclude_columns",
        "incremental_predicates",
        "database", "grants", "indexes", "partition_by", "event_time",
    ]

    private static let known =
        [
            "materialized", "schema", "alias", "tags", "enabled", "meta", "docs", "unique_key", "incremental_strategy",
            "on_schema_change", "full_refresh", "persist_docs", "contract", "access", "group", "packages",
            "column_types",
            "quoting", "batch_size", "begin", "lookback", "severity", "where", "limit", "warn_if", "error_if",
            "fail_calc",
            "store_failures", "store_failures_as",
        ] + unsupported

    func modelProblems(of node: ProjectNode) -> [WeirError] {
        var errors: [WeirError] = []
        let place = { (key: String) in location(of: key) ?? node.location }
        func check(_ key: String, _ allowed: [String]) {
            guard let value = self[key] else { return }
            if let text = value.string, allowed.contains(text) { return }
            errors.append(
                .badConfig(key, value.string ?? value.text(), of: node.name, allowed: allowed, at: place(key)))
        }
        check("materialized", Self.materializations)
        check("incremental_strategy", Self.strategies)
        check("on_schema_change", Self.schemaChanges)
        for key in ["enabled", "full_refresh"] where self[key] != nil && bool(key) == nil {
            errors.append(
                .badConfig(key, self[key]?.text() ?? "", of: node.name, allowed: ["true", "false"], at: place(key)))
        }
        if node.materialization == "incremental", ["merge", "delete+insert"].contains(string("incremental_strategy")),
            strings("unique_key").isEmpty
        {
            errors.append(
                .noUniqueKey(string("incremental_strategy") ?? "", of: node.name, at: place("incremental_strategy")))
        }
        for key in Self.unsupported where isSet(key) { errors.append(.notSupported("'\(key)'", at: place(key))) }
        if self["contract"]?["enforced"]?.bool == true {
            errors.append(.notSupported("an enforced contract", at: place("contract")))
        }
        return errors
    }

    private func isSet(_ key: String) -> Bool {
        guard let value = self[key] else { return false }
        return value != .array([]) && value != .object([:]) && value != .bool(false)
    }

    /// A key that resembles a known one is probably a slip; others belong to the author.
    func modelWarnings(of node: ProjectNode) -> [WeirError] { slips(at: node.location) }

    private func slips(at location: SourceLocation) -> [WeirError] {
        values.keys.filter { !Self.known.contains($0) }.compactMap { key in
            NearMiss.of(key, in: Self.known).map {
                .slipInConfig(key, near: $0, at: self.location(of: key) ?? location)
            }
        }
    }

    func testProblems(at location: SourceLocation) -> [WeirError] {
        var errors: [WeirError] = []
        if let severity = self["severity"], !["error", "warn"].contains(severity.string?.lowercased()) {
            errors.append(
                .badConfig(
                    "severity", severity.string ?? severity.text(), of: "a test", allowed: ["error", "warn"],
                    at: self.location(of: "severity") ?? location))
        }
        if let limit = self["limit"], (limit.integer ?? 0) < 1 {
            errors.append(
                .badConfig(
                    "limit", limit.string ?? limit.text(), of: "a test", allowed: ["a whole number from 1"],
                    at: self.location(of: "limit") ?? location))
        }
        return errors
    }

    func testWarnings(at location: SourceLocation) -> [WeirError] {
        let ignored = ["store_failures", "store_failures_as"].filter { self[$0] != nil && bool($0) != false }
        return ignored.map { .notSupported("'\($0)'", at: self.location(of: $0) ?? location) } + slips(at: location)
    }
}
