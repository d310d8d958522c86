import Diagnostics
import Testing

@testable import Project

@Suite struct SourceSettingsTests {
    @Test func theTargetChangesWhatTheProjectSays() throws {
        let project = try SampleProject().load(["TRIPS_TOKEN": "abcdef"])
        let dev = try project.sourceSettings("trips", in: project.target())
        let live = try project.sourceSettings("trips", in: project.target(named: "live"))
        #expect(dev.values == ["location": "trips", "token": "Bearer abcdef"])
        #expect(live.values == ["location": "https://example.org/feed", "token": "Bearer abcdef"])
        #expect(try project.sourceSettings("weather", in: project.target()).values == ["latitude": "40.7128"])
        #expect(try project.sourceSettings("unknown", in: project.target()).values == [:])
    }

    @Test func theEnvironmentChangesWhatTheTargetSays() throws {
        let environment = [
            "TRIPS_TOKEN": "abcdef", "WEIR_SOURCE_TRIPS_LOCATION": "elsewhere",
            "WEIR_SOURCE_TRIPS_OLD_LOCATION": "older",
            "WEIR_SOURCE_WEATHER_NAME": "nyc",
        ]
        let project = try SampleProject().load(environment)
        let live = try project.target(named: "live")
        #expect(
            try project.sourceSettings("trips", in: live).values == ["location": "elsewhere", "token": "Bearer abcdef"])
        #expect(try project.sourceSettings("trips_old", in: live).values == ["location": "older"])
        #expect(try project.sourceSettings("weather", in: live).values == ["latitude": "40.7128", "name": "nyc"])
    }

    @Test func secretsOfTheFileStandBehindTheEnvironment() throws {
        let sample = try SampleProject()
        try sample.write(secrets: "TRIPS_TOKEN: from-file\nOTHER: more-from-file\n", mode: 0o600)
        let project = try sample.load()
        let target = try project.target()
        #expect(try project.sourceSettings("trips", in: target).values["token"] == "Bearer from-file")
        #expect(try project.sourceSettings("trips", in: target).secrets == [Secret("from-file")])
        let other = try sample.load(["TRIPS_TOKEN": "from-environment"])
        #expect(try other.sourceSettings("trips", in: target).values["token"] == "Bearer from-environment")
        #expect(
            Masker(other.secrets(in: target)).mask("a from-environment b from-file c more-from-file")
                == "a *** b *** c ***")
    }

    @Test func aMissingSecretListsEveryPlace() throws {
        let project = try SampleProject().load()
        let error = #expect(throws: WeirError.self) { try project.sourceSettings("trips", in: project.target()) }
        #expect(error?.message == "the secret 'TRIPS_TOKEN' for 'token' of 'trips' is not set")
        #expect(error?.location?.description == "weir.yml:12:35")
        #expect(
            error?.notes == [
                "looked in the environment: no variable TRIPS_TOKEN", "looked in .weir/secrets.yml: no such file",
            ])
        #expect(project.secrets(in: try project.target()).isEmpty)
    }

    @Test func secretsThatOthersMayReadAreRefused() throws {
        let sample = try SampleProject()
        try sample.write(secrets: "TRIPS_TOKEN: from-file\n", mode: 0o644)
        let project = try sample.load()
        let error = #expect(throws: WeirError.self) { try project.sourceSettings("trips", in: project.target()) }
        #expect(error?.message == "others than their owner may read the secrets in .weir/secrets.yml")
        #expect(error?.hint == "run `chmod 600 .weir/secrets.yml`")
    }

    @Test func aPlainTokenIsMaskedToo() throws {
        let project = try SampleProject().load(["WEIR_SOURCE_WEATHER_API_KEY": "plain-token", "TRIPS_TOKEN": "abcdef"])
        let settings = try project.sourceSettings("weather", in: project.target())
        #expect(settings.secrets == [Secret("plain-token")])
        let secrets = project.secrets(in: try project.target())
        #expect(Masker(secrets).mask("plain-token abcdef") == "*** ***")
    }
}
