/// Work on the elements of a list, so many at a time.
package enum BoundedWork {
    /// The results in the order of the elements.
    ///
    /// - Throws: What the first failing call throws; the others are cancelled then.
    package static func map<Element: Sendable, Result: Sendable>(
        _ elements: [Element], concurrency: Int, _ body: @escaping @Sendable (Element) async throws -> Result
    ) async throws -> [Result] {
        try await withThrowingTaskGroup(of: (Int, Result).self) { group in
            var results = [Result?](repeating: nil, count: elements.count)
            for (place, element) in elements.enumerated() {
                if place >= concurrency, let (done, result) = try await group.next() { results[done] = result }
                group.addTask { (place, try await body(element)) }
            }
            for try await (done, result) in group { results[done] = result }
            return results.compactMap { $0 }
        }
    }
}
