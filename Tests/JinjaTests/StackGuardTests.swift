import Foundation
import Testing

@testable import Jinja

@Suite struct StackGuardTests {
    @Test(arguments: [512, 1024, 8192])
    func endlessMacrosAreStoppedOnStacksOfAnySize(kibibytes: Int) async throws {
        let endless = "{% macro m(n) %}{% if true %}{{ 1 + (m(n + 1) | int) }}{% endif %}{% endmacro %}{{ m(1) }}"
        let code = await withCheckedContinuation { continuation in
            let thread = Thread {
                let settings = JinjaSettings(maximumMacroDepth: .max)
                continuation.resume(returning: failure(endless, JinjaContext(settings: settings))?.code.rawValue)
            }
            thread.stackSize = kibibytes << 10
            thread.start()
        }
        #expect(code == "jinja.too_deep")
    }
}
