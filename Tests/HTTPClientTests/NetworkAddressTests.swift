import Testing

@testable import HTTPClient

@Suite struct NetworkAddressTests {
    @Test(arguments: [
        "93.184.216.34", "8.8.8.8", "172.32.0.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808",
    ])
    func addressesOfTheInternetArePublic(_ text: String) throws {
        #expect(try #require(NetworkAddress(text)).isPublic)
    }

    @Test(arguments: [
        "0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.255.0.1", "169.254.169.254", "172.16.0.1",
        "172.31.255.255", "192.168.1.1", "198.18.0.1", "224.0.0.1", "255.255.255.255", "::", "::1", "fe80::1",
        "fc00::1", "fd12::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:169.254.169.254", "64:ff9b::a9fe:a9fe",
        "2002:7f00:1::", "2001:db8::1", "2001::1", "fec0::1",
    ])
    func addressesOfANetworkOfOnesOwnAreNot(_ text: String) throws {
        #expect(try #require(NetworkAddress(text)).isPublic == false)
    }

    @Test(arguments: ["10.1.2.3", "2001:db8::1", "::1"]) func anAddressIsWrittenAsItIsRead(_ text: String) {
        #expect(NetworkAddress(text)?.description == text)
    }

    @Test(arguments: ["", "example.org", "1.2.3", "1.2.3.4.5", ":::"]) func anythingElseIsNone(_ text: String) {
        #expect(NetworkAddress(text) == nil)
    }
}
