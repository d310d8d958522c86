import JSON
import Testing

@testable import Terminal

@Suite struct HelpTextTests {
    @Test func aPageShowsEverythingInItsPlace() async {
        let call = await SampleTree.call("ingest --help", width: 60)
        #expect(
            call.output.replacing("\u{1B}[1m", with: "").replacing("\u{1B}[0m", with: "") == """
                tool ingest: load a source

                Usage:
                  tool ingest SOURCE [WORD…] [OPTIONS]

                Loads it.

                And commits the rows together with the cursor.

                Arguments:
                  SOURCE  the source to load: bike_trips, weather
                  WORD    more words

                Options:
                  -n, --limit N           rows to show; 10 by default
                  --format FORMAT         how to print (csv, text); text by
                                          default
                  -p, --param NAME=VALUE  a parameter; may be repeated
                  -f, --full-refresh      load everything again
                  -v, --verbose           say more

                Options of every command:
                  --json         print one JSON document instead of text
                  --target NAME  target in weir.yml; its default_target if
                                 left out
                  --project DIR  folder of weir.yml; looked for upwards from
                                 here if left out
                  --no-color     never use colours
                  -h, --help     show this help

                Examples:
                  tool ingest weather --full-refresh
                      loads the weather again

                """)
    }

    @Test(arguments: [40, 60, 80])
    func noLineIsWiderThanTheTerminal(width: Int) async {
        for path in ["", "ingest", "runs"] {
            let call = await SampleTree.call("\(path) --help --no-color", width: width)
            let long = call.output.split(separator: "\n").filter { $0.count > width }
            #expect(long.isEmpty, "\(long)")
        }
    }

    @Test func aCommandIsDescribedAsJSON() async throws {
        let call = await SampleTree.call("ingest --help --json")
        let document = try JSONValue.parse(call.output)
        #expect(document["name"] == "ingest")
        #expect(document["examples"]?[0]?["line"] == "tool ingest weather --full-refresh")
        #expect(
            document["options"]?[1] == [
                "name": "format", "short": nil, "summary": "how to print", "value": "FORMAT",
                "choices": ["csv", "text"],
                "repeats": false,
            ])
        #expect(
            document["arguments"]?[0] == [
                "name": "SOURCE", "summary": "the source to load", "required": true,
                "choices": ["bike_trips", "weather"], "repeats": false,
            ])
    }

    @Test func theWholeTreeIsDescribedAsJSON() throws {
        let tree = SampleTree.root.description()
        #expect(tree["subcommands"]?[1]?["subcommands"]?[0]?["path"] == "tool runs show")
        #expect(tree["globalOptions"]?.array?.count == 5)
    }
}
