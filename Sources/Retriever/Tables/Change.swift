public import Foundation

/// One entry of a table's change data feed.
///
/// A commit's entries show what it changed on the whole: a row that it added and removed again has none, and one that it
/// updated twice has one pair of images. Within a commit removals come first, then updates (each pre-image directly
/// before its post-image), then additions; so applying the entries in order, from version 0, rebuilds the table.
public struct Change: Sendable, Hashable {
    /// What happened to the row: `_change_type` of the Databricks change data feed.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case insert
        case delete
        /// The row as it was before an update.
        case updatePreimage = "update_preimage"
        /// The row as an update left it.
        case updatePostimage = "update_postimage"
    }

    public let type: Kind
    /// All columns.
    public let row: Row
    /// The table's version that the commit made: `_commit_version`.
    public let version: Int64
    /// When the commit was made, never earlier than the one before: `_commit_timestamp`.
    public let timestamp: Date
    /// The store's own number for the row. It lasts as long as the row does and is never given to another.
    package let rowID: Int64
}
