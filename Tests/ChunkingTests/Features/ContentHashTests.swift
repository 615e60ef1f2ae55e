import Chunking
import Testing

@Test func hashesEqualTheVectorsThatNISTPublished() {
    #expect("\(ContentHash(of: ""))" == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect("\(ContentHash(of: "abc"))" == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    let twoBlocks = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"
    #expect("\(ContentHash(of: twoBlocks))" == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
    let million = String(repeating: "a", count: 1_000_000)
    #expect("\(ContentHash(of: million))" == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
}

@Test func textsOfEveryLengthAroundABlockHaveHashesOfTheirOwn() {
    let hashes = Set((0...300).map { ContentHash(of: String(repeating: "x", count: $0)) })
    #expect(hashes.count == 301)
    // What sha256sum says of their 301 lines without line ends.
    let all = (0...300).map { "\(ContentHash(of: String(repeating: "x", count: $0)))" }.joined()
    #expect("\(ContentHash(of: all))" == "4f1214e9ef2dcfefe099f05aaaceccdad8549cc50a52723cdba372bb89323705")
    #expect(ContentHash(of: Array(all.utf8).lazy.map { $0 }) == ContentHash(of: all))
}
