#if canImport(Glibc) || canImport(Musl)
    /// Words by ICU's dictionaries, whose root locale has those of all scripts.
    struct ICUDictionary: WordDictionary {
        let library: ICULibrary

        var identity: String { "ICU-\(library.version)" }

        /// Longer runs are given to ICU in parts, since it lays out several numbers for each character of a run.
        private static let partLimit = 1 << 16

        func boundaries(in bytes: [UInt8], runs: [Range<Int>]) -> [Int] {
            var status = ICULibrary.Status(0)
            let words: Int32 = 1  // UBRK_WORD
            let iterator = library.openIterator(words, "", nil, 0, &status)
            guard let iterator, status <= 0 else { return [] }
            defer { library.closeIterator(iterator) }
            var boundaries: [Int] = []
            bytes.withUnsafeBytes { buffer in
                for run in runs {
                    var start = run.lowerBound
                    while start < run.upperBound {
                        var end = min(start + Self.partLimit, run.upperBound)
                        while end < run.upperBound, buffer[end] & 0xC0 == 0x80 { end += 1 }
                        if start > run.lowerBound { boundaries.append(start) }
                        append(&boundaries, of: start..<end, in: buffer, by: iterator)
                        start = end
                    }
                }
            }
            return boundaries
        }

        private func append(
            _ boundaries: inout [Int], of part: Range<Int>, in buffer: UnsafeRawBufferPointer,
            by iterator: OpaquePointer
        ) {
            // SAFETY: ICU reads the part's bytes and no others, and only until the text is closed below, while the buffer
            // is valid; it tolerates ill-formed UTF-8. Offsets come back in bytes and are checked.
            let text = UnsafeRawBufferPointer(rebasing: buffer[part]).assumingMemoryBound(to: CChar.self)
            var status = ICULibrary.Status(0)
            guard let opened = library.openUTF8(nil, text.baseAddress, Int64(part.count), &status) else { return }
            defer { _ = library.closeText(opened) }
            library.setText(iterator, opened, &status)
            guard status <= 0 else { return }
            var last = 0
            while true {
                let next = Int(library.next(iterator))
                guard next > last, next < part.count else { return }
                boundaries.append(part.lowerBound + next)
                last = next
            }
        }
    }
#endif
