/// How data arrives: as files, or as answers to requests.
public enum Extraction: Sendable, Hashable {
    case files(FileExtraction)
    case rest(RESTExtraction)
}

/// Files from a path, a glob or an address; zip, gzip and zstd are unpacked, archives within archives too.
public struct FileExtraction: Sendable, Hashable {
    /// The setting that holds the path or the address.
    public var location: String
    /// Which files are taken, by name.
    public var naming: FileNaming
    /// Endings of the files wanted in archives; others there are passed over.
    public var memberEndings: [String]

    /// Files named as `naming` says, at the setting `location`.
    public init(_ naming: FileNaming, location: String = "location", members memberEndings: [String] = []) {
        (self.location, self.naming, self.memberEndings) = (location, naming, memberEndings)
    }
}

/// Which files of a place are taken.
public enum FileNaming: Sendable, Hashable {
    /// All whose names match a pattern with `*` and `?`; a place that is itself a file or a glob names its files.
    case matching(String)
    /// One file a month, in one or more series; a year's file stands in for months that have none of their own.
    ///
    /// Patterns hold `{year}` (four digits), `{month}` (two digits) and `*`. The place is a directory, or an address that
    /// lists its files.
    case monthly(months: [String], years: [String] = [])
}
