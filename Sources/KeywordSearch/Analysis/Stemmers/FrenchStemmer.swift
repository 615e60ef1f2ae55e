/// Reduces French words to stems, so that "continuellement" is found by "continuelle".
///
/// - Source: The French stemming algorithm of Snowball 3.1, snowballstem.org/algorithms/french/stemmer.html.
enum FrenchStemmer {
    private static let vowels = LetterSet("aeiouyâàëéêèïîôûù")

    static func stem(_ word: inout StemWord) {
        removeElision(&word)
        mark(&word)
        markRegions(&word)
        if removeSuffix(&word) || removeVerbInI(&word) || removeVerb(&word) {
            switch word.letters.last {
            case UInt8(ascii: "Y"): word.replace(last: 1, by: "i")
            case 0xE7: word.replace(last: 1, by: "c")  // ç
            default: break
            }
        } else {
            removeResidue(&word)
        }
        if doubled.longest(in: word) != nil { word.drop(1) }
        removeAccent(&word)
        unmark(&word)
    }

    // MARK: Before

    private static let elided = LetterSet("cdjlmnst")

    private static func removeElision(_ word: inout StemWord) {
        let letters = word.letters
        let apostrophe = UInt8(ascii: "'")
        if letters.count > 2, letters[1] == apostrophe, elided.contains(letters[0]) {
            word.letters.removeFirst(2)
        } else if letters.count > 3, letters.starts(with: "qu'".utf8) {
            word.letters.removeFirst(3)
        }
    }

    /// Makes capitals of u and i between vowels, y beside one and u behind q; ë and ï become "He" and "Hi".
    private static func mark(_ word: inout StemWord) {
        func letter(_ index: Int) -> UInt8 { index < word.count ? word.letters[index] : 0 }
        var index = 0
        while index < word.count {
            if vowels.contains(letter(index)) {
                switch letter(index + 1) {
                case UInt8(ascii: "y"): word.letters[index + 1] = UInt8(ascii: "Y")
                case UInt8(ascii: "u") where vowels.contains(letter(index + 2)):
                    word.letters[index + 1] = UInt8(ascii: "U")
                case UInt8(ascii: "i") where vowels.contains(letter(index + 2)):
                    word.letters[index + 1] = UInt8(ascii: "I")
                default: break
                }
            }
            switch letter(index) {
            case 0xEB: word.letters.replaceSubrange(index...index, with: "He".utf8)
            case 0xEF: word.letters.replaceSubrange(index...index, with: "Hi".utf8)
            case UInt8(ascii: "y") where vowels.contains(letter(index + 1)): word.letters[index] = UInt8(ascii: "Y")
            case UInt8(ascii: "q") where letter(index + 1) == UInt8(ascii: "u"):
                word.letters[index + 1] = UInt8(ascii: "U")
            default: break
            }
            index += 1
        }
    }

    private static func markRegions(_ word: inout StemWord) {
        let letters = word.letters
        word.markRegions(vowels)
        word.rv = letters.count
        guard letters.count > 2 else {
            if letters.count == 2, vowels.contains(letters[1]) { word.rv = 2 }
            return
        }
        let startsWithVowels = vowels.contains(letters[0]) && vowels.contains(letters[1])
        let isExcepted =
            ["par", "col", "tap"].contains { letters.starts(with: $0.utf8) }
            || (letters.starts(with: "ni".utf8) && vowels.contains(letters[2]))
        if startsWithVowels || isExcepted {
            word.rv = 3
        } else if let vowel = letters[1...].firstIndex(where: vowels.contains) {
            word.rv = vowel + 1
        }
    }

    // MARK: Step 1

    private enum Suffix {
        case plain, ation, logie, usion, ence, ement, ité, ive, eaux, aux, oux, euse, issement, amment, emment, ment
    }

    private static let suffixes = SuffixTable<Suffix>([
        ("ance iqUe isme able iste eux ances iqUes ismes ables istes", .plain),
        ("atrice ateur ation atrices ateurs ations", .ation), ("logie logies", .logie),
        ("usion ution usions utions", .usion), ("ence ences", .ence), ("ement ements", .ement), ("ité ités", .ité),
        ("if ive ifs ives", .ive), ("eaux", .eaux), ("aux", .aux), ("oux", .oux), ("euse euses", .euse),
        ("issement issements", .issement), ("amment", .amment), ("emment", .emment), ("ment ments", .ment),
    ])
    private static let validBeforeOux = LetterSet("bhjlnp")

    /// - Returns: Whether the search for suffixes ends here.
    private static func removeSuffix(_ word: inout StemWord) -> Bool {
        guard let (length, suffix) = suffixes.longest(in: word) else { return false }
        let (isInRV, isInR1, isInR2) = (
            word.isIn(word.rv, last: length), word.isIn(word.r1, last: length), word.isIn(word.r2, last: length)
        )
        switch suffix {
        case .plain where isInR2: word.drop(length)
        case .ation where isInR2:
            word.drop(length)
            dropOrMark(&word)
        case .logie where isInR2: word.replace(last: length, by: "log")
        case .usion where isInR2: word.replace(last: length, by: "u")
        case .ence where isInR2: word.replace(last: length, by: "ent")
        case .ement where isInRV:
            word.drop(length)
            removeBeforeEment(&word)
        case .ité where isInR2:
            word.drop(length)
            if word.ends("abil") {
                if !word.drop("abil", in: word.r2) { word.replace(last: 4, by: "abl") }
            } else if word.ends("ic") {
                dropOrMark(&word)
            } else {
                word.drop("iv", in: word.r2)
            }
        case .ive where isInR2:
            word.drop(length)
            if word.drop("at", in: word.r2) { dropOrMark(&word) }
        case .eaux: word.drop(1)
        case .aux where isInR1: word.replace(last: 3, by: "al")
        case .oux where validBeforeOux.contains(word.letter(before: 3)): word.drop(1)
        case .euse where isInR2: word.drop(length)
        case .euse where isInR1: word.replace(last: length, by: "eux")
        case .issement where isInR1:
            let before = word.letter(before: length)
            guard before != 0, !vowels.contains(before) else { return false }
            word.drop(length)
        case .amment where isInRV:
            word.replace(last: length, by: "ant")
            return false
        case .emment where isInRV:
            word.replace(last: length, by: "ent")
            return false
        case .ment where word.isIn(word.rv, last: length + 1) && vowels.contains(word.letter(before: length)):
            word.drop(length)
            return false
        default: return false
        }
        return true
    }

    /// Drops "ic" in R2, and else writes it as "iqU".
    private static func dropOrMark(_ word: inout StemWord) {
        if word.ends("ic"), !word.drop("ic", in: word.r2) { word.replace(last: 2, by: "iqU") }
    }

    private enum BeforeEment { case iv, eus, abl, ièr }
    private static let beforeEment = SuffixTable<BeforeEment>([
        ("iv", .iv), ("eus", .eus), ("abl iqU", .abl), ("ièr Ièr", .ièr),
    ])

    private static func removeBeforeEment(_ word: inout StemWord) {
        guard let (length, suffix) = beforeEment.longest(in: word) else { return }
        let isInR2 = word.isIn(word.r2, last: length)
        switch suffix {
        case .iv where isInR2:
            word.drop(length)
            word.drop("at", in: word.r2)
        case .eus where isInR2: word.drop(length)
        case .eus where word.isIn(word.r1, last: length): word.replace(last: length, by: "eux")
        case .abl where isInR2: word.drop(length)
        case .ièr where word.isIn(word.rv, last: length): word.replace(last: length, by: "i")
        default: break
        }
    }

    // MARK: Step 2

    private static let verbsInI = SuffixTable(
        """
        îmes ît îtes i ie ies ir ira irai iraIent irais irait iras irent irez iriez irions irons iront is issaIent \
        issais issait issant issante issantes issants isse issent isses issez issiez issions issons it
        """)

    /// Step 2a: what begins with i, behind a consonant that is in RV as well.
    private static func removeVerbInI(_ word: inout StemWord) -> Bool {
        guard let (length, _) = verbsInI.longest(in: word, from: word.rv) else { return false }
        let before = word.letter(before: length)
        guard word.isIn(word.rv, last: length + 1), before != UInt8(ascii: "H"), !vowels.contains(before) else {
            return false
        }
        word.drop(length)
        return true
    }

    private enum Verb { case ions, plain, a, ais }
    private static let verbs = SuffixTable<Verb>([
        ("ions", .ions),
        ("é ée ées és eais èrent er era erai eraIent erais erait eras erez eriez erions erons eront ez iez", .plain),
        ("âmes ât âtes a ai aIent ait ant ante antes ants as asse assent asses assiez assions", .a),
        ("ais aise aises", .ais),
    ])
    private static let keepsAis = SuffixTable("auv épl")

    /// Step 2b.
    private static func removeVerb(_ word: inout StemWord) -> Bool {
        guard let (length, verb) = verbs.longest(in: word, from: word.rv) else { return false }
        switch verb {
        case .ions:
            guard word.isIn(word.r2, last: length) else { return false }
            word.drop(length)
        case .plain: word.drop(length)
        case .a:
            word.drop(length)
            word.drop("e", in: word.rv)
        case .ais:
            var stem = word
            stem.drop(length)
            if keepsAis.longest(in: stem) != nil || (stem.count == 3 && stem.ends("al")) { return false }
            word = stem
        }
        return true
    }

    // MARK: Steps 4 to 6

    private enum Residue { case ion, ier, e }
    private static let residues = SuffixTable<Residue>([("ion", .ion), ("ier ière Ier Ière", .ier), ("e", .e)])
    private static let keepsS = LetterSet("aiouès")

    /// Step 4.
    private static func removeResidue(_ word: inout StemWord) {
        if word.count > 1, word.ends("s"), word.ends("His") || !keepsS.contains(word.letter(before: 1)) {
            word.drop(1)
        }
        guard let (length, residue) = residues.longest(in: word, from: word.rv) else { return }
        switch residue {
        case .ion:
            let before = word.letter(before: 3)
            guard word.isIn(word.r2, last: 3), word.isIn(word.rv, last: 4), before == 0x73 || before == 0x74 else {
                return
            }
            word.drop(3)
        case .ier: word.replace(last: length, by: "i")
        case .e: word.drop(1)
        }
    }

    /// Step 5: these lose their last letter.
    private static let doubled = SuffixTable("enn onn ett ell eill")

    /// Step 6: é and è before consonants that end the word become e.
    private static func removeAccent(_ word: inout StemWord) {
        guard let vowel = word.letters.lastIndex(where: vowels.contains), vowel < word.count - 1 else { return }
        if word.letters[vowel] == 0xE9 || word.letters[vowel] == 0xE8 { word.letters[vowel] = UInt8(ascii: "e") }
    }

    private static func unmark(_ word: inout StemWord) {
        let letters = word.letters
        word.letters.removeAll(keepingCapacity: true)
        for letter in letters {
            if word.letters.last == UInt8(ascii: "H") {
                word.letters.removeLast()
                switch letter {
                case UInt8(ascii: "e"): word.letters.append(0xEB)
                case UInt8(ascii: "i"): word.letters.append(0xEF)
                default: word.letters.append(letter)
                }
            } else {
                word.letters.append(letter)
            }
        }
        if word.letters.last == UInt8(ascii: "H") { word.letters.removeLast() }
        word.lowercase()
    }
}
