extension Array {
    /// The first element that a condition holds for, which holds for all that follow; the count if there is none.
    func partition(_ holds: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if holds(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
