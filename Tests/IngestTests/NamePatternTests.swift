import Diagnostics
import Foundation
import HTTPClient
import Testing
import Warehouse

@testable import Ingest

@Suite struct NamePatternTests {
    @Test(arguments: [
        ("{year}{month}-citibike-tripdata*", "202405-CitiBike-tripdata.csv.zip", "2024-05" as String?),
        ("{year}{month}-citibike-tripdata*", "JC-202405-citibike-tripdata.csv.zip", nil),
        ("JC-{year}{month}-*-tripdata*", "JC-202207-citbike-tripdata.csv.zip", "2022-07"),
        ("{year}{month}-*-tripdata*", "202004-divvy-tripdata.zip", "2020-04"),
        ("{year}{month}-*-tripdata*", "JC-202405-citibike-tripdata.csv.zip", nil),
        ("{year}{month}-x", "202413-x", nil), ("{year}{month}-x", "20245-x", nil),
    ])
    func findsTheMonthInAName(_ pattern: String, _ name: String, _ month: String?) {
        #expect(NamePattern(pattern).month(name)?.description == month)
    }

    @Test(arguments: [
        ("*.csv", "a.CSV", true), ("*.csv", "a.csv.gz", false), ("a?c", "abc", true), ("a?c", "ac", false),
        ("*", "x", true),
    ])
    func matchesStarsAndQuestionMarks(_ pattern: String, _ name: String, _ isMatch: Bool) {
        #expect(NamePattern(pattern).matches(name) == isMatch)
    }
}
