/// What an encoder multiplies in; sums, norms and the vectors it gives are `Float` with each.
public enum EncoderPrecision: String, Sendable, Hashable, CaseIterable, Codable {
    /// As the weights are published: vectors within some millionths of the reference.
    case float32
    /// Weights and what is multiplied by them rounded to 8 bits of mantissa: half of the memory, and several times the speed
    /// where the processor has products of such (AMX; AVX-512 BF16 on AMD's). Elsewhere it saves memory alone.
    case bfloat16 = "bf16"
}
