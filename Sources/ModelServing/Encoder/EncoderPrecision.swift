/// What an encoder multiplies in; sums, norms and the vectors it gives are `Float` with each.
public enum EncoderPrecision: String, Sendable, Hashable, CaseIterable, Codable {
    /// As the weights are published: vectors within some millionths of the reference.
    case float32
    /// Weights and what is multiplied by them rounded to 8 bits of mantissa: half of the memory for the layers, and several
    /// times the speed where the processor multiplies tiles of such (AMX). Elsewhere it saves memory, and goes by AVX-512's
    /// dot products of pairs where they are there.
    case bfloat16 = "bf16"
    /// The linear layers in 8 bits, but for the few inputs that are far larger than the others: a quarter of float32's memory
    /// for the layers, and vectors at a cosine of about .999 to float32's. Attention is as with ``bfloat16``.
    case int8
}
