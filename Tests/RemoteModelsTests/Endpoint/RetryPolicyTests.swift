import RemoteModels
import Testing

struct RetryPolicyTests {
    @Test func waitsDoubleUpToTheCap() {
        let policy = RetryPolicy(maximumAttempts: 100, initialDelay: .seconds(1), maximumDelay: .seconds(5))
        let waits = [1, 2, 3, 4, 99].map { policy.delay(afterAttempt: $0, retryAfter: nil, jitter: 0) }
        #expect(waits == [.seconds(1), .seconds(2), .seconds(4), .seconds(5), .seconds(5)])
        #expect(policy.delay(afterAttempt: 1, retryAfter: nil, jitter: 1) == .milliseconds(500))
    }

    @Test func theLastAttemptIsNotFollowedByAWait() {
        #expect(RetryPolicy(maximumAttempts: 2).delay(afterAttempt: 2, retryAfter: 1, jitter: 0) == nil)
        #expect(RetryPolicy.never.delay(afterAttempt: 1, retryAfter: nil, jitter: 0) == nil)
    }

    @Test func anEndpointsOwnWaitIsKeptUnlessItIsTooLong() {
        let policy = RetryPolicy(maximumRetryAfter: .seconds(20))
        #expect(policy.delay(afterAttempt: 1, retryAfter: 20, jitter: 1) == .seconds(20))
        #expect(policy.delay(afterAttempt: 1, retryAfter: 21, jitter: 1) == nil)
        #expect(policy.delay(afterAttempt: 1, retryAfter: 1e300, jitter: 1) == nil)
    }
}
