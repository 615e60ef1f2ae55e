import Retriever
import Testing

@Suite struct FusionTests {
    private let vector: [Fusion.Candidate] = [
        .init(id: 1, score: 0.9), .init(id: 2, score: 0.7), .init(id: 3, score: 0.5),
    ]
    private let keyword: [Fusion.Candidate] = [.init(id: 3, score: 12), .init(id: 4, score: 2)]

    @Test func aConvexCombinationAddsStretchedScoresByWeight() {
        let fused = Fusion.convex(vectorWeight: 0.6).fuse(vector: vector, keyword: keyword)
        #expect(fused.map(\.id) == [1, 3, 2, 4])
        #expect(zip(fused.map(\.score), [0.6, 0.4, 0.3, 0]).allSatisfy { abs($0 - $1) < 1e-12 })
    }

    @Test func reciprocalRanksAdd() {
        let fused = Fusion.reciprocalRank.fuse(vector: vector, keyword: keyword)
        #expect(fused.map(\.id) == [3, 1, 2, 4])
        #expect(abs(fused[0].score - (1.0 / 63 + 1.0 / 61)) < 1e-12)
    }

    @Test(arguments: [Fusion.standard, .convex(vectorWeight: 0), .convex(vectorWeight: 1), .reciprocalRank])
    func oneEmptySideLeavesTheOrderOfTheOther(fusion: Fusion) {
        // At a weight of 0 all are equal, and come by id, which is the same order here.
        #expect(fusion.fuse(vector: vector, keyword: []).map(\.id) == [1, 2, 3])
        #expect(fusion.fuse(vector: [], keyword: []).isEmpty)
    }

    @Test func equalScoresComeByID() {
        let equal: [Fusion.Candidate] = [.init(id: 9, score: 1), .init(id: 2, score: 1)]
        #expect(Fusion.standard.fuse(vector: equal, keyword: equal).map(\.id) == [2, 9])
        #expect(Fusion.reciprocalRank.fuse(vector: equal, keyword: equal.reversed()).map(\.id) == [2, 9])
    }
}
