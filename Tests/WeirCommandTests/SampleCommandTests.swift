import Foundation
import JSON
import Testing

@testable import WeirCommand

@Suite struct SampleCommandTests {
    @Test func filesAreWrittenWhereTheProjectReadsThem() async throws {
        let fixture = try WeirFixture()
        let call = await fixture.call("sample --months 2 --trips 600", width: 80)
        #expect(call.code == 0)
        #expect(call.output.contains("600 trips and 59 days of weather, 2021-01-01 to 2021-02-28"))
        #expect(
            FileManager.default.fileExists(
                atPath: fixture.folder.file(".weir/sample/weather/new_york-2021-02.json").path))
    }

    @Test func aFolderAndAFirstMonthCanBeNamed() async throws {
        let fixture = try WeirFixture()
        let call = await fixture.call("sample --months 1 --trips 100 --first-month 2024-05 --out here --json")
        #expect(call.json["trips"] == 100)
        #expect(call.json["first_day"] == "2024-05-01")
        #expect(FileManager.default.fileExists(atPath: fixture.folder.file("here/sample.json").path))
    }

    @Test(arguments: [
        ("sample --months 0", "--months cannot be '0'"),
        ("sample --trips 5", "a sample of 5 trips in 3 months cannot be made"),
        ("sample --first-month 2024-13", "--first-month cannot be '2024-13'"),
    ])
    func wrongOptionsAreSaid(line: String, message: String) async throws {
        let call = try await WeirFixture().call(line)
        #expect(call.code == 2)
        #expect(call.messages.contains(message))
    }
}
