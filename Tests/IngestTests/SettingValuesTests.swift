import Diagnostics
import Foundation
import HTTPClient
import Testing
import Warehouse

@testable import Ingest

@Suite struct SettingValuesTests {
    @Test func fillsTextsFromSettingsAndExtras() throws {
        let values = try SettingValues(.weather, ["location": "x", "latitude": "1.5"])
        #expect(try values.fill("{latitude},{longitude} {from}{", with: ["from": "2024"]) == "1.5,-74.0060 2024{")
        let error = #expect(throws: WeirError.self) { try values.fill("{latitud}") }
        #expect(error?.hint == "did you mean 'latitude'?")
    }

    @Test func settingsMayChangeThePatienceWithServers() throws {
        let fetcher = HTTPFetcher(ScriptedTransport([]), retry: HTTPRetry(attempts: 3))
        let unchanged = try SettingValues(.weather, ["location": "x"]).fetcher(fetcher)
        #expect(unchanged.retry == fetcher.retry)
        #expect(unchanged.timeoutSeconds == nil)
        let patience = ["request_attempts": "2", "retry_seconds": "0.1", "timeout_seconds": "7"]
        let changed = try SettingValues(.weather, patience.merging(["location": "x"]) { $1 }).fetcher(fetcher)
        #expect(changed.retry == HTTPRetry(attempts: 2, backoff: Backoff(firstSeconds: 0.1)))
        #expect(changed.timeoutSeconds == 7)
    }

    @Test(arguments: [("request_attempts", "0"), ("retry_seconds", "soon"), ("timeout_seconds", "-1")])
    func aNumberThatIsNoneIsRefused(name: String, text: String) throws {
        let values = try SettingValues(.weather, ["location": "x", name: text])
        let error = #expect(throws: WeirError.self) { try values.fetcher(HTTPFetcher(ScriptedTransport([]))) }
        #expect(error?.message == "the setting sources.weather.\(name) cannot be '\(text)'")
        #expect(error?.hint?.hasPrefix("it may be a number from ") == true)
    }

    @Test func settingsMayChangeAContract() throws {
        let values = try SettingValues(.weather, ["location": "x", "new_fields": "fail", "vanished_fields": "null"])
        #expect(
            try values.contract(SchemaContract(retypedField: .variant))
                == SchemaContract(newField: .fail, vanishedField: .null, retypedField: .variant))
    }
}
