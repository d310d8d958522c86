import Diagnostics
import Warehouse

/// Where data comes from and which tables it becomes: a value, nothing runs in it.
///
/// A source is one file in `Sources/` with a static member, and its name in `Sources.swift`.
public struct Source: Sendable, Hashable {
    /// Its name in commands, settings and the landing folder: lower case, with underscores.
    public let name: String
    /// What it is, in one line.
    public let description: String
    /// The settings it reads from `sources:` in `weir.yml`.
    public let settings: [SourceSetting]
    /// The tables it fills, in order.
    public let resources: [Resource]

    /// A source from its parts.
    public init(_ name: String, _ description: String, settings: [SourceSetting], resources: [Resource]) {
        (self.name, self.description, self.settings, self.resources) = (name, description, settings, resources)
    }
}

/// A setting of a source: a line under `sources.<source>` in `weir.yml`.
public struct SourceSetting: Sendable, Hashable {
    /// Its name there.
    public let name: String
    /// What it holds, for errors and help.
    public let description: String
    /// What holds when it is not set; without one it is required.
    public let defaultText: String?

    /// A setting; required unless it has a default.
    public init(_ name: String, _ description: String, default defaultText: String? = nil) {
        (self.name, self.description, self.defaultText) = (name, description, defaultText)
    }

    /// The setting `location`, which most sources have: a path or an address.
    public static func location(_ description: String) -> SourceSetting { SourceSetting("location", description) }
}

extension Source {
    /// Throws all that is wrong with settings: `ingest.unknown_setting` with the near miss, `ingest.missing_setting`,
    /// `ingest.bad_setting`. Nothing is read.
    ///
    /// - Parameter places: where each setting is written, for the errors.
    public func validate(settings: [String: String], at places: [String: SourceLocation] = [:]) throws {
        try SettingValues(self, settings, at: places).check()
    }
}
