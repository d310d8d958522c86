import Diagnostics
import Testing

@Suite struct SecretTests {
    @Test func aSecretDoesNotShowItself() {
        let secret = Secret("hunter22")
        #expect("\(secret)" == "***")
        #expect(String(reflecting: secret) == "***")
    }

    @Test func theMaskerReplacesTheLongestFirstAndLeavesShortOnesAlone() {
        let masker = Masker([Secret("abcd"), Secret("abcdef"), Secret("ab")])
        #expect(masker.mask("x abcdef y abcd z ab") == "x *** y *** z ab")
        #expect(Masker().mask("text") == "text")
    }
}
