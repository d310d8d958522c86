import Testing

@Suite struct RepositoryTests {
    @Test func testsRun() { #expect(#filePath.contains("RepositoryTests")) }
}
