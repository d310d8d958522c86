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

    @Test func nothingOfAnErrorShowsASecret() {
        let location = SourceLocation(file: "weir.yml", line: 1, column: 1, excerpt: "token: hunter22")
        let error = WeirError("a.b", "no hunter22", at: location, hint: "try hunter22", notes: ["at hunter22"])
        let masked = Masker([Secret("hunter22")]).mask(error)
        #expect(!masked.text().contains("hunter22"))
        #expect(masked.message == "no ***")
        #expect(masked.code == error.code)
    }
}
