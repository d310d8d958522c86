/// A station of the sample: an invented one at a crossing that could exist.
struct SampleStation: Sendable {
    let name: String
    /// The number that files before February 2021 use.
    let legacyID: String
    /// The identifier since then: `5779.08` in New York, `JC105` across the river.
    let id: String
    /// Millionths of a degree.
    let latitude: Int
    /// Millionths of a degree.
    let longitude: Int
    /// How many trips begin here when people leave home.
    let home: Double
    /// How many trips end here when people go to work.
    let work: Double
    /// How many trips begin and end here for pleasure.
    let leisure: Double
}

/// The stations of the sample, south to north.
enum SampleStations {
    static let all: [SampleStation] = rows.enumerated().map { index, row in
        SampleStation(
            name: row.0, legacyID: String(3100 + index * 7), id: row.1, latitude: row.2, longitude: row.3,
            home: Double(row.4), work: Double(row.5), leisure: Double(row.6))
    }

    // name, id, latitude, longitude, home, work, leisure
    private static let rows: [(String, String, Int, Int, Int, Int, Int)] = [
        ("Pier Walk & Beard St", "3902.01", 40_675_120, -74_016_410, 2, 1, 4),
        ("Carroll St & Bond Pl", "4052.06", 40_679_230, -73_990_850, 4, 1, 2),
        ("Lincoln Pl & Prospect Loop", "4098.11", 40_673_480, -73_969_120, 5, 1, 7),
        ("Underhill Ave & Dean Row", "4157.10", 40_679_960, -73_964_870, 6, 1, 2),
        ("Atlantic Ave & Fort Greene Sq", "4322.03", 40_684_020, -73_977_560, 5, 3, 3),
        ("Clinton St & Joralemon Ct", "4605.04", 40_692_360, -73_993_180, 5, 3, 2),
        ("DeKalb Ave & Hudson Yard", "4513.09", 40_689_610, -73_981_340, 4, 3, 2),
        ("Myrtle Ave & Lewis Row", "4615.01", 40_695_730, -73_938_740, 4, 1, 1),
        ("Old Fulton St & Dock Row", "4903.08", 40_702_810, -73_993_620, 3, 3, 8),
        ("State St & Battery Walk", "4889.06", 40_702_550, -74_014_920, 2, 7, 6),
        ("Water St & Hanover Row", "4953.04", 40_704_630, -74_009_310, 2, 9, 2),
        ("Broadway & Exchange Aly", "5001.08", 40_706_290, -74_012_640, 2, 10, 2),
        ("Fulton St & Cliff Ct", "5024.09", 40_708_350, -74_004_130, 4, 7, 3),
        ("Vesey St & River Ter", "5137.13", 40_715_330, -74_016_580, 4, 6, 7),
        ("Chambers St & Reade Pl", "5207.07", 40_715_140, -74_009_160, 4, 7, 3),
        ("Broome St & Allen Walk", "5210.05", 40_718_290, -73_990_740, 6, 4, 4),
        ("Grand St & Pike Row", "5190.07", 40_715_820, -73_985_360, 6, 2, 3),
        ("Lafayette St & Spring Ct", "5422.04", 40_722_980, -73_996_570, 4, 6, 5),
        ("Greenwich St & Hubert Pl", "5470.10", 40_721_640, -74_010_230, 4, 6, 4),
        ("E 2 St & Avenue B Mews", "5515.02", 40_722_170, -73_983_690, 8, 1, 4),
        ("E 6 St & Cooper Row", "5616.08", 40_727_400, -73_990_490, 7, 4, 5),
        ("Bleecker St & Minetta Ln", "5679.04", 40_729_870, -74_001_620, 5, 5, 6),
        ("E 10 St & Tompkins Ct", "5659.10", 40_728_240, -73_980_520, 9, 1, 4),
        ("Christopher St & Pier Row", "5847.01", 40_732_960, -74_007_140, 5, 4, 8),
        ("University Pl & E 12 Mews", "5779.08", 40_733_810, -73_992_760, 6, 6, 5),
        ("E 16 St & Union Walk", "5890.05", 40_735_880, -73_990_020, 5, 8, 5),
        ("W 15 St & High Line Pl", "6022.04", 40_741_950, -74_006_370, 4, 7, 7),
        ("W 21 St & Chelsea Row", "6140.05", 40_741_740, -73_994_160, 6, 8, 5),
        ("E 24 St & Madison Sq", "6131.12", 40_741_500, -73_986_310, 5, 9, 4),
        ("1 Ave & E 18 Mews", "5854.09", 40_733_920, -73_980_550, 9, 2, 3),
        ("W 26 St & Starrett Pl", "6297.02", 40_750_120, -74_002_890, 4, 7, 5),
        ("E 33 St & Murray Row", "6230.02", 40_745_170, -73_978_840, 7, 5, 2),
        ("W 31 St & Post Pl", "6331.01", 40_749_140, -73_995_500, 4, 10, 3),
        ("Broadway & W 36 Arcade", "6441.01", 40_750_970, -73_987_650, 3, 11, 3),
        ("E 40 St & Library Row", "6474.11", 40_751_650, -73_980_970, 3, 11, 3),
        ("Pershing Row & Vanderbilt Pl", "6432.09", 40_751_880, -73_977_710, 3, 12, 2),
        ("W 42 St & Theater Aly", "6602.05", 40_757_570, -73_990_990, 4, 9, 5),
        ("11 Ave & W 41 Walk", "6726.01", 40_760_300, -73_998_840, 5, 4, 6),
        ("E 47 St & Dag Ct", "6498.10", 40_752_060, -73_970_230, 6, 8, 2),
        ("6 Ave & W 48 Plaza", "6650.01", 40_758_240, -73_981_690, 3, 11, 4),
        ("9 Ave & W 51 Mews", "6778.04", 40_764_200, -73_988_420, 7, 5, 3),
        ("E 55 St & Lex Row", "6726.10", 40_759_110, -73_970_260, 5, 9, 2),
        ("Broadway & W 58 Circle", "6948.10", 40_766_950, -73_981_690, 5, 7, 10),
        ("Grand Army Walk & Park S", "6839.10", 40_764_400, -73_973_710, 3, 6, 12),
        ("E 63 St & York Row", "6830.02", 40_762_270, -73_958_930, 8, 4, 2),
        ("Amsterdam Ave & W 66 Pl", "7161.08", 40_774_670, -73_984_710, 8, 3, 4),
        ("Park Loop & Sheep Meadow", "7079.06", 40_772_280, -73_972_380, 2, 1, 12),
        ("E 71 St & 1 Ave Mews", "6888.04", 40_767_130, -73_956_220, 9, 5, 2),
        ("Columbus Ave & W 76 Row", "7281.09", 40_780_180, -73_977_290, 9, 2, 4),
        ("E 81 St & Museum Walk", "7188.10", 40_776_820, -73_963_890, 7, 3, 8),
        ("W 89 St & River Walk", "7493.05", 40_790_140, -73_978_460, 8, 1, 5),
        ("E 91 St & 2 Ave Ct", "7286.05", 40_781_150, -73_949_640, 9, 2, 2),
        ("W 100 St & Manhattan Mews", "7538.08", 40_795_010, -73_964_510, 8, 1, 3),
        ("E 106 St & Lex Ct", "7567.06", 40_793_090, -73_944_200, 7, 1, 2),
        ("Morningside Walk & W 116", "7713.01", 40_807_420, -73_959_220, 5, 4, 4),
        ("Frederick Row & W 129", "7944.02", 40_812_660, -73_951_870, 6, 1, 2),
        ("Grove St Plaza", "JC105", 40_719_410, -74_043_090, 8, 3, 3),
        ("Newport Walk", "JC066", 40_726_870, -74_034_260, 6, 6, 4),
        ("Hamilton Pk Row", "JC009", 40_727_590, -74_044_250, 7, 1, 3),
        ("Sinatra Dr & Pier C", "HB305", 40_740_350, -74_025_310, 5, 2, 7),
        ("Hoboken Ter Plaza", "HB102", 40_735_940, -74_030_310, 6, 6, 3),
    ]
}
