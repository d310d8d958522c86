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

    @Test func settingsMayChangeAContract() throws {
        let values = try SettingValues(.weather, ["location": "x", "new_fields": "fail", "vanished_fields": "null"])
        #expect(
            try values.contract(SchemaContract(retypedField: .variant))
                == SchemaContract(newField: .fail, vanishedField: .null, retypedField: .variant))
    }
}
