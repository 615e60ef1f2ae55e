// Unpacking of blocks, in vectors of four lanes that every platform has: value i of a block lies in lane i % 4, and a lane is
// a stream of bits, its first value in the lowest ones.
typedef uint32_t NAMED(four) __attribute__((vector_size(16), aligned(1)));

static inline __attribute__((always_inline)) NAMED(four) NAMED(value)(
    const NAMED(four) *words, uint32_t bits, uint32_t index) {
    uint32_t bit = index * bits, word = bit / 32, shift = bit % 32;
    NAMED(four) value = words[word] >> shift;
    if (shift + bits > 32) value |= words[word + 1] << (32 - shift);
    return bits < 32 ? value & ((1u << bits) - 1) : value;
}

// With `bits` a constant, shifts and masks are constants too.
static inline __attribute__((always_inline)) void NAMED(documents_of)(
    const uint8_t *packed, uint32_t bits, uint32_t before, uint32_t *out) {
    const NAMED(four) *words = (const NAMED(four) *)packed;
    NAMED(four) last = {before, before, before, before};
    const NAMED(four) steps = {1, 2, 3, 4}, zero = {0, 0, 0, 0};
#pragma clang loop unroll(full)
    for (uint32_t i = 0; i < 32; i++) {
        NAMED(four) gaps = bits ? NAMED(value)(words, bits, i) : zero;
        if (bits) {
            gaps += __builtin_shufflevector(zero, gaps, 0, 4, 5, 6);
            gaps += __builtin_shufflevector(zero, gaps, 0, 1, 4, 5);
        }
        NAMED(four) documents = gaps + steps + last;
        memcpy(out + 4 * i, &documents, 16);
        last = __builtin_shufflevector(documents, documents, 3, 3, 3, 3);
    }
}

static inline __attribute__((always_inline)) void NAMED(frequencies_of)(
    const uint8_t *packed, uint32_t bits, uint32_t *out) {
    const NAMED(four) *words = (const NAMED(four) *)packed;
    const NAMED(four) ones = {1, 1, 1, 1};
#pragma clang loop unroll(full)
    for (uint32_t i = 0; i < 32; i++) {
        NAMED(four) frequencies = ones;
        if (bits) frequencies += NAMED(value)(words, bits, i);
        memcpy(out + 4 * i, &frequencies, 16);
    }
}

#define EACH_WIDTH(CASE)                                                                                              \
    CASE(0) CASE(1) CASE(2) CASE(3) CASE(4) CASE(5) CASE(6) CASE(7) CASE(8) CASE(9) CASE(10) CASE(11) CASE(12)        \
    CASE(13) CASE(14) CASE(15) CASE(16) CASE(17) CASE(18) CASE(19) CASE(20) CASE(21) CASE(22) CASE(23) CASE(24)       \
    CASE(25) CASE(26) CASE(27) CASE(28) CASE(29) CASE(30) CASE(31) CASE(32)

static void NAMED(unpack_documents)(const uint8_t *packed, uint32_t bits, uint32_t before, uint32_t *documents) {
#define CASE(width) case width: NAMED(documents_of)(packed, width, before, documents); break;
    switch (bits) { EACH_WIDTH(CASE) default: break; }
#undef CASE
}

static void NAMED(unpack_frequencies)(const uint8_t *packed, uint32_t bits, uint32_t *frequencies) {
#define CASE(width) case width: NAMED(frequencies_of)(packed, width, frequencies); break;
    switch (bits) { EACH_WIDTH(CASE) default: break; }
#undef CASE
}
#undef EACH_WIDTH
