import Diagnostics
import Foundation
import HTTPClient
import Testing
import Warehouse

@testable import Ingest

@Suite struct MeasureUnitTests {
    @Test(arguments: [
        (MeasureUnit.celsius, "°F", 212.0, 100.0 as Double?), (.celsius, "K", 273.15, 0), (.celsius, "°C", 21, 21),
        (.kilometresPerHour, "m/s", 10, 36), (.kilometresPerHour, "kn", 1, 1.852), (.millimetres, "inch", 2, 50.8),
        (.centimetres, "mm", 5, 0.5), (.code, "wmo code", 61, 61), (.celsius, "mm", 1, nil), (.percent, "", 1, nil),
    ])
    func convertsFromWhatAFileStates(_ unit: MeasureUnit, _ stated: String, _ value: Double, _ expected: Double?) {
        let result = unit.conversion(from: stated).map { (value + $0.offset) * $0.factor }
        #expect(result.map { ($0 * 1e6).rounded() / 1e6 } == expected)
    }
}
