import Testing

@testable import Profiling

/// Keys, cursors, what rows are for: found, verified over all rows, and explained.
@Suite struct KeyProfileTests {
    private let bench: ProfilingBench

    init() async throws { bench = try await ProfilingBench() }

    @Test func aColumnThatNamesThingsIsTheKey() async throws {
        let resource = try await bench.resource(
            "amount,station_id,name\n" + lines(0..<50) { "\($0 * 7),S\($0),n\($0 % 9)" })
        #expect(resource.key.value == ["station_id"])
        #expect(resource.key.reason == "no two of 50 rows share it, and every row has it")
        #expect(resource.key.others == [["amount"]])
    }

    @Test func twoColumnsAreTheKeyWhereOneIsNot() async throws {
        let text =
            "station,measured_at,pm25\n"
            + lines(0..<200) { "S\($0 % 4),2024-01-\(padded($0 / 4 % 25 + 1, 2)) 0\($0 / 100):00,\($0).5" }
        let resource = try await bench.resource(text)
        #expect(resource.key.value == ["station", "measured_at"])
        #expect(resource.cursor.value == "measured_at")
    }

    @Test func threeColumnsAreTheKeyWhereTwoAreNot() async throws {
        let rows = (0..<3).flatMap { place in
            ["pm25", "no2"].flatMap { kind in
                (0..<48).map {
                    "\(place),\(kind),\($0 * 3 % 7).5,2024-01-0\($0 / 24 + 1)T\(padded($0 % 24, 2)):00:00Z\n"
                }
            }
        }
        let resource = try await bench.resource("location_id,parameter,value,date_utc\n" + rows.joined())
        #expect(resource.key.value == ["location_id", "parameter", "date_utc"])
        #expect(resource.cadence?.value == "hourly")
        #expect(resource.timeZone?.value == "UTC")
        #expect(resource.timeZone?.isOpen == false)
    }

    @Test func oneRepeatedValueOfManyMakesNoKey() async throws {
        let text = "order_id,customer\n" + lines(0..<80_000) { "\($0 == 77_777 ? 5 : $0),c\($0)" }
        let resource = try await bench.resource(text)
        #expect(resource.key.value == ["customer"])
    }

    @Test func repeatedRowsLeaveAHashOfTheRow() async throws {
        let rows = (0..<60).map { "2024-01-\(padded($0 % 28 + 1, 2)),shop \($0 % 4),\($0 % 9)\n" }
        let resource = try await bench.resource("day,shop,qty\n" + (rows + rows.prefix(5)).joined())
        #expect(resource.key.value.isEmpty)
        #expect(resource.needsRowHash)
        #expect(resource.duplicateRows == 5)
        #expect(resource.warnings.contains { $0.hasPrefix("5 rows more than once in the sample") })
    }

    @Test func whatWouldBeAKeyWithoutRepeatedRowsIsSaid() async throws {
        let rows = (0..<40).map { "T\($0),\($0 % 3)\n" }
        let resource = try await bench.resource("trip_id,n\n" + (rows + rows.prefix(2)).joined())
        #expect(resource.key.value.isEmpty)
        #expect(resource.key.others == [["trip_id"]])
        #expect(resource.warnings.contains("without the repeated rows, 'trip_id' would be a key"))
    }

    @Test func aProgramsOwnIndexIsNoKey() async throws {
        let resource = try await bench.resource(
            ",city,day\n" + lines(0..<60) { "\($0),c\($0 % 3),2024-01-\(padded($0 / 3 + 1, 2))" })
        #expect(resource.key.value == ["city", "day"])
        #expect(resource.key.others == [["column_1"]])
    }

    @Test func measuresThatHappenToDifferAreNoKey() async throws {
        let resource = try await bench.resource("temperature,wind\n" + lines(0..<40) { "\($0).5,\($0 * 2).25" })
        #expect(resource.key.value.isEmpty)
        #expect(resource.duplicateRows == 0)
    }

    @Test func aPersonsNameIsNoKey() async throws {
        let resource = try await bench.resource("first_name,email,n\n" + lines(0..<40) { "Ann\($0),a\($0)@x.org,1" })
        #expect(resource.key.value == ["email"])
    }

    @Test(arguments: [
        ("id,created_at,updated_at", "updated_at"), ("id,started_at,ended_at", "started_at"), ("id,expires,day", "day"),
    ])
    func theColumnThatTellsWhatIsNewIsTheCursor(_ header: String, _ cursor: String) async throws {
        let resource = try await bench.resource(
            header + "\n"
                + lines(0..<40) { "\($0 % 20 * 3),2024-01-\(padded($0 % 28 + 1, 2)),2024-02-\(padded($0 % 28 + 1, 2))" }
        )
        #expect(resource.cursor.value == cursor)
    }

    @Test func aColumnWithGapsIsNoCursor() async throws {
        let resource = try await bench.resource(
            "id,ended_at\n" + lines(0..<40) { "\($0),\($0 % 5 == 0 ? "" : "2024-01-01")" })
        #expect(resource.cursor.value == "id")
        let text = try await bench.resource(
            "name,ended_at\n" + lines(0..<40) { "n\($0),\($0 % 5 == 0 ? "" : "2024-01-01")" })
        #expect(text.cursor.value == nil)
        #expect(text.cursor.others == ["ended_at"])
    }

    @Test(arguments: [
        ColumnCase("day", "daily") { "2024-\(padded($0 / 28 + 1, 2))-\(padded($0 % 28 + 1, 2))" },
        ColumnCase("day", "monthly") { "\(2020 + $0 / 12)-\(padded($0 % 12 + 1, 2))-01" },
        ColumnCase("day", "yearly") { "\(1980 + $0)-01-01" },
        ColumnCase("day", "every 15 minutes") { "2024-01-01 \(padded($0 / 4, 2)):\(padded($0 % 4 * 15, 2)):00" },
    ])
    func theStepBetweenTimesIsTheCadence(_ one: ColumnCase) async throws {
        let rows = one.values.enumerated().map { "\($0.element),\($0.offset)\n" }
        let resource = try await bench.resource("day,n\n" + rows.joined())
        #expect(resource.cadence?.value == one.expected)
    }

    @Test func aZoneThatNothingTellsIsAsked() async throws {
        let resource = try await bench.resource("id,at\n" + lines(0..<20) { "\($0),2024-01-01 10:\(padded($0, 2))" })
        #expect(resource.timeZone?.made == "UTC")
        #expect(resource.openQuestions == ["sample: in which time zone are its times (such as Europe/Berlin)?"])
    }

    @Test func columnsThatAreDaysAreOfferedAsRows() async throws {
        let days = (0..<30).map { "1/\($0 + 1)/24" }
        let text =
            "Province,Country," + days.joined(separator: ",") + "\n"
            + lines(0..<20) { row in "P\(row),C\(row % 4)," + (0..<30).map { "\(row * 30 + $0)" }.joined(separator: ",")
            }
        let resource = try await bench.resource(text)
        let unpivot = try #require(resource.unpivot)
        #expect(resource.rows == 20)
        #expect(unpivot.columns.count == 30)
        #expect(unpivot.columns[0] == "value_1_1_24")
        #expect(unpivot.labels[29] == "2024-01-30")
        #expect(unpivot.key == ["province", "date"])
        #expect(unpivot.rows == 600)
        #expect(unpivot.take.value)
    }

    @Test func columnsThatAreYearsAreOfferedAsRows() async throws {
        let text = "Country,2019,2020,2021,2022\n" + lines(0..<20) { "C\($0),\($0),\($0 + 1),,\($0 + 3)" }
        let resource = try await bench.resource(text)
        #expect(resource.rows == 20)
        #expect(resource.unpivot?.labels == ["2019", "2020", "2021", "2022"])
        #expect(resource.unpivot?.labelColumn == "year")
        #expect(resource.unpivot?.rows == 60)
    }

    @Test(arguments: [
        ("temperature_celsius", "level"), ("rain_mm", "additive"), ("humidity_percent", "ratio"), ("trips", "additive"),
        ("price", "level"), ("conversion_rate", "ratio"), ("cumulative_cases", "cumulative"), ("lat", "latitude"),
        ("order_id", "identifier"),
    ])
    func columnsAreForSomething(_ header: String, _ role: String) async throws {
        let resource = try await bench.resource(
            "key,\(header)\n" + lines(0..<40) { "k\($0),\($0 + 1)\(header == "lat" ? ".5" : "")" })
        #expect(resource.columns[1].role.value.rawValue == role)
    }

    @Test(
        arguments: [
            ("Temp (°C)", "temp_celsius", "celsius"), ("Temperature [°F]", "temperature_fahrenheit", "fahrenheit"),
            ("wind, km/h", "wind_kmh", "kmh"),
            ("Humidity %", "humidity_percent", "percent"), ("Price ($)", "price_dollars", "dollars"),
            ("Distance in km", "distance_km", "km"),
            ("rain_mm", "rain_mm", "mm"), ("PM2.5 (µg/m³)", "pm25_micrograms", "micrograms"),
            ("weight_kg", "weight_kg", "kg"),
            ("Status (old)", "status_old", nil), ("Größe", "grosse", nil), ("temperature_2m", "temperature_2m", nil),
        ] as [(String, String, String?)])
    func unitsStayInNames(_ header: String, _ name: String, _ unit: String?) async throws {
        let resource = try await bench.resource("id;\(header)\n" + lines(0..<10) { "\($0);\($0).5" })
        #expect(resource.columns[1].name.value == name)
        #expect(resource.columns[1].unit.value == unit)
    }

    @Test func aColumnOfUnitsNamesTheUnitOfTheMeasure() async throws {
        let resource = try await bench.resource("id,value,unit\n" + lines(0..<10) { "\($0),\($0).5,µg/m³" })
        #expect(resource["value"]?.unit.value == "micrograms")
    }
}
