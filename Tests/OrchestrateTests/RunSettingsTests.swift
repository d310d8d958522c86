import JSON
import Orchestrate
import Testing

@Suite struct RunSettingsTests {
    @Test(arguments: [
        RunSettings(), RunSettings(from: "2024-05", to: "2024-06", isFullRefresh: true, allowsMissing: true),
    ])
    func settingsComeBackFromTheirJSON(settings: RunSettings) throws {
        #expect(RunSettings(json: try JSONValue.parse(settings.json.text())) == settings)
    }

    @Test func missingKeysHaveTheirDefaults() { #expect(RunSettings(json: .null) == RunSettings()) }
}
