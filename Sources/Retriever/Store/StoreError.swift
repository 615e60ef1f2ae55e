/// Why the store refused an operation or could not do it; nothing was changed.
///
/// The ``code`` is for matching, the other properties name what was refused as far as it concerns one thing, and the
/// ``description`` says it all with what to do about it.
public struct StoreError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kind of failure; grows in later versions.
    public struct Code: Sendable, Hashable, CustomStringConvertible {
        public let description: String

        // Opening.
        /// The folder holds something that is no store.
        public static let notAStore = Code(description: "notAStore")
        /// The store was written in a format that this version of the library does not read.
        public static let unsupportedFormat = Code(description: "unsupportedFormat")
        /// The folder or the file cannot be made, opened or read.
        public static let cannotOpen = Code(description: "cannotOpen")

        // The machine.
        /// What is in the file is not what the store wrote.
        public static let damaged = Code(description: "damaged")
        /// No room on the disk.
        public static let diskFull = Code(description: "diskFull")
        /// The file may be read only.
        public static let readOnly = Code(description: "readOnly")
        /// Another process or another ``Store`` was writing for longer than the busy time-out.
        public static let busy = Code(description: "busy")
        /// Reading or writing the file failed.
        public static let ioFailure = Code(description: "ioFailure")
        public static let outOfMemory = Code(description: "outOfMemory")
        /// SQLite refused for a reason that has no code of its own.
        public static let database = Code(description: "database")

        // Tables.
        public static let invalidName = Code(description: "invalidName")
        public static let invalidSchema = Code(description: "invalidSchema")
        public static let tableExists = Code(description: "tableExists")
        public static let tableNotFound = Code(description: "tableNotFound")
        public static let objectExists = Code(description: "objectExists")
        public static let objectNotFound = Code(description: "objectNotFound")
        /// Objects of several kinds have the name, and no kind was given.
        public static let ambiguousName = Code(description: "ambiguousName")
        /// The table belongs to another store than the one that was asked.
        public static let otherStore = Code(description: "otherStore")

        // Rows.
        public static let unknownColumn = Code(description: "unknownColumn")
        public static let typeMismatch = Code(description: "typeMismatch")
        public static let missingValue = Code(description: "missingValue")
        public static let dimensionMismatch = Code(description: "dimensionMismatch")
        /// NaN, or an infinite component of a vector.
        public static let notFinite = Code(description: "notFinite")
        /// A value of the right type that cannot be kept: a text with U+0000, a moment outside of the years 1 to 9999.
        public static let invalidValue = Code(description: "invalidValue")
        /// A value or a row of more than SQLite's 1,000,000,000 bytes.
        public static let tooLarge = Code(description: "tooLarge")
        public static let duplicateKey = Code(description: "duplicateKey")
        /// A row for which one of the table's checks is false.
        public static let checkFailed = Code(description: "checkFailed")

        // Queries.
        public static let invalidFilter = Code(description: "invalidFilter")
        /// The table has no such version yet, or has it no more.
        public static let versionNotFound = Code(description: "versionNotFound")
    }

    public let code: Code
    public let description: String
    public var table: ObjectName?
    public var column: String?
    /// The primary key of the row.
    public var key: Value?
    /// What was asked for, such as `vector(384)`.
    public var expected: String?
    /// What was there instead.
    public var actual: String?

    public init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}
