import Foundation

/// Which documents answer which query, and how well (qrels).
package struct Judgements: Equatable {
    /// Grades by query and document; above 0 is relevant.
    package let grades: [String: [String: Int]]

    package init(grades: [String: [String: Int]]) { self.grades = grades }

    /// Reads BEIR's three columns parted by tabs, with or without their heading, or trec_eval's four.
    ///
    /// - Throws: ``BEIRError`` for a line of another shape, a pair that is judged twice, an empty file.
    package init(_ path: String) throws(BEIRError) {
        var grades: [String: [String: Int]] = [:]
        for (number, bytes) in try TextLines(path) {
            let fields = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace).map(String.init)
            guard fields.count == 3 || fields.count == 4, let last = fields.last else {
                throw BEIRError(path: path, line: number, "a query, a document and a grade are expected")
            }
            guard let grade = Int(last) else {
                if number == 1 { continue }  // the heading
                throw BEIRError(path: path, line: number, "the grade '\(last)' is no whole number")
            }
            let document = fields[fields.count - 2]
            guard grades[fields[0], default: [:]].updateValue(grade, forKey: document) == nil else {
                throw BEIRError(path: path, line: number, "this pair is judged for the second time")
            }
        }
        guard !grades.isEmpty else { throw BEIRError(path: path, "it holds no judgements") }
        self.grades = grades
    }
}
