import Diagnostics
import Foundation
import Testing

@testable import DurableFiles

@Suite struct SHA256Tests {
    // From FIPS 180-2, appendix B, and the digest of no bytes.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func digestsAreThoseOfTheStandard(text: String, expected: String) throws {
        #expect(try SHA256.hex(of: text) == expected)
        let folder = try TemporaryDirectory()
        #expect(try SHA256.hex(ofFile: folder.write(text, to: "f")) == expected)
    }

    @Test func digestOfAMissingFileNamesIt() {
        #expect { try SHA256.hex(ofFile: URL(filePath: "/nowhere/f")) } throws: {
            ($0 as? WeirError)?.message == "'/nowhere/f' cannot be read: no such file or directory"
        }
    }
}
