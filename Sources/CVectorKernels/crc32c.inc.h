// CRC-32C by the instruction of x86-64, which takes 8 bytes a cycle when three independent sums keep it busy: each third
// of a stretch is summed by itself, and the first two are then moved past the bytes behind them.

#define PAST_168 0x1b3d8f29u
#define PAST_336 0xa60ce07bu
#define PAST_1360 0x3f70cc6fu
#define PAST_2720 0x5aa1f3cfu

// Moves a sum past zeros: sum * x^(8 * bytes), where `power` is x^(8 * bytes - 33) of the reflected polynomial; the
// instruction's own reduction brings the other x^33.
static inline uint64_t NAMED(crc_past)(uint64_t crc, uint32_t power) {
    __m128i product = _mm_clmulepi64_si128(_mm_cvtsi64_si128((int64_t)crc), _mm_cvtsi64_si128(power), 0);
    return _mm_crc32_u64(0, (uint64_t)_mm_cvtsi128_si64(product));
}

// Sums one stretch of 3 * third bytes, `third` being a multiple of 8.
static inline uint64_t NAMED(crc_thirds)(
    uint64_t crc, const uint8_t *bytes, size_t third, uint32_t past_one, uint32_t past_two) {
    uint64_t second = 0, last = 0;
    for (size_t i = 0; i < third; i += 8) {
        uint64_t a, b, c;
        // What comes next, in order: the processor's own guesses end with each page.
        __builtin_prefetch(bytes + 3 * third + 3 * i, 0, 3);
        memcpy(&a, bytes + i, 8);
        memcpy(&b, bytes + third + i, 8);
        memcpy(&c, bytes + 2 * third + i, 8);
        crc = _mm_crc32_u64(crc, a);
        second = _mm_crc32_u64(second, b);
        last = _mm_crc32_u64(last, c);
    }
    return NAMED(crc_past)(crc, past_two) ^ NAMED(crc_past)(second, past_one) ^ last;
}

static uint32_t NAMED(crc32c)(uint32_t former, const uint8_t *bytes, size_t count) {
    uint64_t crc = (uint32_t)~former;
    size_t i = 0;
    // A block of 4,096 bytes is one long stretch and two words.
    for (; i + 3 * 1360 <= count; i += 3 * 1360) {
        crc = NAMED(crc_thirds)(crc, bytes + i, 1360, PAST_1360, PAST_2720);
    }
    for (; i + 3 * 168 <= count; i += 3 * 168) {
        crc = NAMED(crc_thirds)(crc, bytes + i, 168, PAST_168, PAST_336);
    }
    for (; i + 8 <= count; i += 8) {
        uint64_t word;
        memcpy(&word, bytes + i, 8);
        crc = _mm_crc32_u64(crc, word);
    }
    for (; i < count; i++) crc = _mm_crc32_u8((uint32_t)crc, bytes[i]);
    return ~(uint32_t)crc;
}
