import Diagnostics
import Orchestrate
import Testing

@Suite struct KnownNamesTests {
    private func errors(_ pipeline: Pipeline) -> [WeirError] {
        do { try pipeline.validate(known: .fake) } catch let errors as WeirErrors { return errors.all } catch {
            return [WeirError(wrapping: error)]
        }
        return []
    }

    @Test func aGoodPipelineIsGood() {
        let pipeline = Pipeline.test(
            .ingest("a").atOnce, .check("a.raw").after("ingest a"), .transform(select: "tag:x"), .publish,
            .notebook("eda"), .command(["true"]).attempts(2).timeout(seconds: 5), schedule: .cron("@daily"))
        #expect(errors(pipeline) == [])
    }

    @Test(arguments: [
        (
            Pipeline.test(.ingest("d")), "pipeline.unknown_name",
            "step 'ingest d' of pipeline 'test' names source 'd', which is not there"
        ),
        (
            Pipeline.test(.check("a.row")), "pipeline.unknown_name",
            "step 'check a.row' of pipeline 'test' names suite 'a.row', which is not there"
        ),
        (
            Pipeline.test(.notebook("edda")), "pipeline.unknown_name",
            "step 'notebook edda' of pipeline 'test' names notebook 'edda', which is not there"
        ),
        (Pipeline.test(.transform(select: "tag:nothing")), "transform.empty", "it selects nothing"),
        (Pipeline.test(.command([])), "pipeline.empty_command", "a command of pipeline 'test' has no words"),
        (
            Pipeline.test(.ingest("a"), .ingest("a")), "pipeline.doubled_step",
            "two steps of pipeline 'test' are called 'ingest a'"
        ),
        (
            Pipeline.test(.ingest("a"), .publish.after("ingest b")), "pipeline.unknown_step",
            "step 'publish' of pipeline 'test' waits for 'ingest b', which is no step of it"
        ),
        (
            Pipeline.test(.ingest("a").after("publish"), .publish.after("ingest a")), "pipeline.cycle",
            "steps of pipeline 'test' wait for each other: 'ingest a' → 'publish' → 'ingest a'"
        ),
        (
            Pipeline.test(.publish.after("publish")), "pipeline.cycle",
            "steps of pipeline 'test' wait for each other: 'publish' → 'publish'"
        ),
        (Pipeline.test(), "pipeline.no_steps", "pipeline 'test' has no steps"),
        (
            Pipeline.test(.publish.attempts(0)), "pipeline.bad_policy",
            "step 'publish' of pipeline 'test' can never run as it is told to"
        ),
        (
            Pipeline.test(.publish, schedule: .daily(at: "6:7")), "schedule.bad_time", "'6:7' is no time of day"
        ),
    ])
    func aBadPipelineIsRefusedWithOneError(pipeline: Pipeline, code: String, message: String) throws {
        let error = try #require(errors(pipeline).first)
        #expect(errors(pipeline).count == 1)
        #expect(error.code.rawValue == code)
        #expect(error.message == message)
        #expect(error.exitCode == 2 || code == "transform.empty")
    }

    @Test func everythingWrongIsFoundAtOnce() {
        let pipeline = Pipeline.test(.ingest("d"), .check("x"), .publish.after("nobody"))
        #expect(
            errors(pipeline).map(\.code.rawValue) == [
                "pipeline.unknown_step", "pipeline.unknown_name", "pipeline.unknown_name",
            ])
    }

    @Test func nearMissesAreSuggested() throws {
        #expect(errors(.test(.check("a.rwa"))).first?.hint == "did you mean 'a.raw'?")
        #expect(errors(.test(.ingest("a"), .publish.after("ingset a"))).first?.hint == "did you mean 'ingest a'?")
        #expect(errors(.test(.ingest("nothing like it"))).first?.hint == "sources: a, b, c")
        #expect(errors(.test(.transform(select: "tag:nothing"))).first?.notes == ["in pipeline 'test'"])
    }

    @Test func twoPipelinesOfOneNameAreRefused() {
        #expect(throws: WeirError.self) { try Pipeline.validate([.test(.publish), .test(.publish)], known: .fake) }
    }

    @Test func aPipelineIsFoundByNameOrItsNearMissIsSaid() throws {
        #expect(try Pipeline.named("city_bikes", in: Pipeline.all) == .cityBikes)
        let error = try #require(throws: WeirError.self) { try Pipeline.named("city_bike", in: Pipeline.all) }
        #expect(error.hint == "did you mean 'city_bikes'?")
    }
}
