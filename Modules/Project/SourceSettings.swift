import Diagnostics
import Foundation

/// The settings of one source in one target, with secrets resolved.
public struct SourceSettings: Sendable, Hashable {
    /// The values by key; some hold secrets and must not be shown.
    public let values: [String: String]
    /// What must be masked wherever it turns up.
    public let secrets: [Secret]
    /// Where each key is written.
    public let places: [String: SourceLocation]
}

extension WeirProject {
    /// The names of the sources that `weir.yml` has settings for, in order.
    public var configuredSources: [String] { sources.keys.sorted() }

    /// The settings of a source: the environment's `WEIR_SOURCE_<NAME>_<KEY>` before the target's before the project's.
    ///
    /// `${NAME}` in a value is a secret: it stands in the environment, or in `.weir/secrets.yml`. A missing one throws
    /// `project.secret_missing`, which lists every place that was searched; with
    /// `leavingMissingSecrets` such a value stays as it is written.
    public func sourceSettings(
        _ source: String, in target: Target, leavingMissingSecrets: Bool = false
    ) throws -> SourceSettings {
        let store = SecretStore(environment: environment, file: paths.secrets, shownAs: paths.shown(paths.secrets))
        var values: [String: String] = [:]
        var secrets: [Secret] = []
        var errors: [WeirError] = []
        let settings = effectiveSettings(of: source, in: target)
        for setting in settings {
            do {
                let (text, found) = try store.resolve(
                    setting.text, for: "'\(setting.key)' of '\(source)'", at: setting.location)
                values[setting.key] = text
                secrets += found
                if found.isEmpty, Self.namesSecret(setting.key) { secrets.append(Secret(text)) }
            } catch let error as WeirError where leavingMissingSecrets && error.code == "project.secret_missing" {
                values[setting.key] = setting.text
            } catch { errors.append(WeirError(wrapping: error)) }
        }
        try WeirErrors.throwIfAny(errors)
        return SourceSettings(
            values: values, secrets: secrets,
            places: Dictionary(settings.map { ($0.key, $0.place) }) { $1 })
    }

    /// Every secret that the settings of a target use or `.weir/secrets.yml` holds; ones that are missing are left out.
    public func secrets(in target: Target) -> [Secret] {
        let store = SecretStore(environment: environment, file: paths.secrets, shownAs: paths.shown(paths.secrets))
        let used = configuredSources.flatMap { source in
            effectiveSettings(of: source, in: target).flatMap { setting -> [Secret] in
                if Self.namesSecret(setting.key), !setting.text.contains("${") { return [Secret(setting.text)] }
                return SecretStore.names(in: setting.text).compactMap { try? store.secret($0) }
            }
        }
        return used + ((try? store.stored()) ?? [:]).values.map { Secret($0) }
    }

    private func effectiveSettings(of source: String, in target: Target) -> [Setting] {
        let written = (sources[source] ?? []) + (target.overrides[source] ?? [])
        var byKey: [String: Setting] = [:]
        for setting in written + overridesByEnvironment(of: source) { byKey[setting.key] = setting }
        return byKey.keys.sorted().compactMap { byKey[$0] }
    }

    /// The variables `WEIR_SOURCE_<NAME>_<KEY>` that belong to this source and not to one with a longer name.
    private func overridesByEnvironment(of source: String) -> [Setting] {
        let prefix = Self.variablePrefix(source)
        let longer = sources.keys.map(Self.variablePrefix).filter { $0.count > prefix.count && $0.hasPrefix(prefix) }
        return environment.keys.sorted().compactMap { variable in
            guard variable.hasPrefix(prefix), variable.count > prefix.count, !longer.contains(where: variable.hasPrefix)
            else { return nil }
            return Setting(
                key: variable.dropFirst(prefix.count).lowercased(), text: environment[variable] ?? "",
                location: SourceLocation(file: variable), place: SourceLocation(file: variable))
        }
    }

    private static func variablePrefix(_ source: String) -> String {
        "WEIR_SOURCE_" + source.uppercased().replacing("-", with: "_") + "_"
    }

    /// Whether a key names something that is never shown, even when it stands in plain text.
    private static func namesSecret(_ key: String) -> Bool {
        ["token", "password", "secret", "api_key"].contains { key == $0 || key.hasSuffix("_" + $0) }
    }
}
