import Testing

@testable import Terminal

@Suite struct CommandParserTests {
    static let plain = "weather limit=10 format=text pairs=[] full=false verbose=false words=[] target=none"

    @Test(arguments: [
        ("ingest weather", plain),
        ("ingest weather --limit 3", plain.replacing("limit=10", with: "limit=3")),
        ("ingest --limit=3 weather", plain.replacing("limit=10", with: "limit=3")),
        ("ingest weather -n 3", plain.replacing("limit=10", with: "limit=3")),
        ("ingest weather -n3", plain.replacing("limit=10", with: "limit=3")),
        ("ingest weather -n=3", plain.replacing("limit=10", with: "limit=3")),
        ("ingest weather -fv", plain.replacing("full=false verbose=false", with: "full=true verbose=true")),
        (
            "ingest weather -vn4",
            plain.replacing("limit=10", with: "limit=4").replacing("verbose=false", with: "verbose=true")
        ),
        ("ingest weather --format csv", plain.replacing("text", with: "csv")),
        ("ingest weather -p a=1 --param b==x", plain.replacing("[] full", with: #"["a:1", "b:=x"] full"#)),
        ("ingest weather one -- --limit -v", plain.replacing("words=[]", with: #"words=["one", "--limit", "-v"]"#)),
        ("ingest weather --target lite", plain.replacing("none", with: "lite")),
        ("--target lite ingest weather", plain.replacing("none", with: "lite")),
        ("ingest weather --no-color --no-color", plain),
        ("runs", "all runs"),
        ("runs show 42", "run 42"),
        ("runs show -- show", "run show"),
        ("runs show -", "run -"),
    ])
    func wordsAreUnderstood(line: String, expected: String) async {
        let call = await SampleTree.call(line)
        #expect(call.output == expected + "\n")
        #expect(call.messages == "")
        #expect(call.code == 0)
    }

    /// Every message of the module as a person meets it.
    @Test(arguments: [
        ("ingset weather", "'tool' has no command 'ingset'", "did you mean 'ingest'? commands: ingest, runs, group"),
        (
            "runs shwo 1", "'tool runs' has no command 'shwo'",
            "did you mean 'show'? commands: show, fail, stop, bad, reads"
        ),
        ("group", "'tool group' needs one of its commands", "commands: one; `tool group --help` explains them"),
        (
            "ingest weather --limt 3", "'tool ingest' has no option '--limt'",
            "did you mean '--limit'? options: --limit, --format, --param, --full-refresh, --verbose, --json, --target, "
                + "--project, --no-color, --help"
        ),
        (
            "runs show 1 -x", "'tool runs show' has no option '-x'",
            "options: --json, --target, --project, --no-color, --help"
        ),
        (
            "--limit 3 ingest weather", "'tool' has no option '--limit'",
            "options: --json, --target, --project, --no-color, --help"
        ),
        ("ingest weather --limit", "option '--limit' needs a value", "write `--limit N`"),
        (
            "ingest weather --limit --full-refresh", "option '--limit' needs a value",
            "write `--limit N`; if '--full-refresh' is the value, `--limit=--full-refresh`"
        ),
        (
            "ingest weather -n -f", "option '--limit' needs a value",
            "write `--limit N`; if '-f' is the value, `--limit=-f`"
        ),
        ("ingest weather --full-refresh=yes", "option '--full-refresh' takes no value", "write `--full-refresh` alone"),
        ("ingest weather -n 1 --limit 2", "option '--limit' is given twice", "leave one of them out"),
        ("ingest weather --limit -3", "--limit cannot be '-3'", "it has to be a whole number from 1"),
        ("ingest weather --limit=many", "--limit cannot be 'many'", "it has to be a whole number from 1"),
        (
            "ingest weather --format cvs", "--format cannot be 'cvs'",
            "did you mean 'csv'? it has to be one of csv, text"
        ),
        (
            "ingest weather -p novalue", "--param cannot be 'novalue'",
            "it has to be a name and a value with '=' between them"
        ),
        ("ingest weather --target=", "--target cannot be ''", "it has to be a text that is not empty"),
        (
            "ingest", "'tool ingest' needs SOURCE: the source to load",
            "SOURCE is one of bike_trips, weather; `tool ingest --help` has an example"
        ),
        ("runs show", "'tool runs show' needs ID: the run's id", "`tool runs show --help` has an example"),
        ("ingest wether", "there is no source 'wether'", "did you mean 'weather'? sources: bike_trips, weather"),
        (
            "runs show 1 2", "'tool runs show' takes one argument, and '2' is one more",
            "quote a value with spaces; `tool runs show --help` has an example"
        ),
        (
            "runs fail 2", "'tool runs fail' takes no argument, and '2' is one more",
            "quote a value with spaces; `tool runs fail --help` has an example"
        ),
    ])
    func wrongWordsAreUsageErrors(line: String, message: String, hint: String) async {
        let call = await SampleTree.call(line)
        #expect(call.messages == "error: \(message)\n  hint: \(hint)\n")
        #expect(call.output == "")
        #expect(call.code == 2)
    }

    @Test func allWrongValuesAreSaidAtOnce() async {
        let call = await SampleTree.call("ingest wether --limit x")
        #expect(call.messages.contains("--limit cannot be 'x'"))
        #expect(call.messages.contains("there is no source 'wether'"))
        #expect(call.code == 2)
    }

    @Test func readingWhatIsNotListedIsAnErrorOfTheProgram() async {
        let call = await SampleTree.call("runs reads")
        #expect(call.messages == "error: 'tool runs reads' reads --limit, which it does not list\n")
        #expect(call.code == 1)
    }
}
