import Diagnostics
import Foundation
import Testing

@testable import Snapshots

@Suite struct SnapshotsErrorsTests {
    @Test(arguments: [
        (
            WeirError.nonePublished("dev"),
            "error: nothing is published for target 'dev' yet\n  hint: run `weir run city_bikes`"
        ),
        (
            .nothingToPublish([]),
            "error: there is no table to publish\n  hint: run `weir transform build`, or change `publish:` in weir.yml"
        ),
        (
            .nothingToPublish(["a", "b"]),
            "error: there is no table to publish in the schemas 'a', 'b'\n"
                + "  hint: run `weir transform build`, or change `publish:` in weir.yml"
        ),
        (
            .notInWarehouse("marts.m"),
            "error: there is no table 'marts.m' in the warehouse\n  hint: run `weir transform build`"
        ),
        (
            .notASnapshot(URL(filePath: "/p/x.duckdb")),
            "error: '/p/x.duckdb' is no snapshot: its table 'weir.snapshot' does not say what it is\n"
                + "  hint: move it away and run `weir run city_bikes`"
        ),
    ])
    func everyErrorSaysWhatToDo(error: WeirError, text: String) {
        #expect(error.text() == text)
    }
}
