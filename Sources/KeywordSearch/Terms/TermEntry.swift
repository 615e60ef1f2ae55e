/// What a segment's dictionary says of one term in one column.
package struct TermEntry: Sendable, Hashable {
    /// The term's number in the order of the dictionary.
    package let ordinal: Int
    /// Documents that have it, deleted ones included.
    package let documents: Int
    /// Its bytes among the column's postings.
    package let postings: Range<Int>
    /// Its bytes among the column's positions; empty where these are not kept.
    package let positions: Range<Int>
}
