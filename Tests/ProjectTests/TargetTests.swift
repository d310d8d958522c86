import Testing

@testable import Project

@Suite struct TargetTests {
    @Test(
        arguments: [
            ("512MB", 512_000_000), ("2 GB", 2_000_000_000), ("1GiB", 1_073_741_824), ("1.5kb", 1500), ("7B", 7),
            ("2", nil), ("GB", nil), ("-1GB", nil), ("0MB", nil), ("1XB", nil), ("", nil), ("1e400GB", nil),
        ] as [(String, Int?)])
    func bytesNeedAUnit(text: String, bytes: Int?) { #expect(ByteSize.parse(text) == bytes) }
}
