// Look-ups of 64 codes in one instruction, from four tables at a time.

// The sums of up to four blocks of 32 vectors, as 16-bit numbers in the vectors' order.
static inline __attribute__((always_inline)) void NAMED(pq4_sums)(
    const uint8_t *table, size_t parts, const uint8_t *blocks, size_t block_bytes, size_t count, const uint8_t *ahead,
    __m512i *sums) {
    const __m512i low = _mm512_set1_epi8(15);
    // Bytes of even places are summed with those of the places above them as 16-bit numbers, these again by themselves.
    __m512i both[4], upper[4];
    for (size_t b = 0; b < count; b++) both[b] = upper[b] = _mm512_setzero_si512();
    for (size_t part = 0; part < parts; part += 8, blocks += 128, ahead += 128, table += 128) {
        __m512i first = _mm512_loadu_si512(table), second = _mm512_loadu_si512(table + 64);
        __m512i low_0 = _mm512_shuffle_i64x2(first, first, 0xA0), high_0 = _mm512_shuffle_i64x2(first, first, 0xF5);
        __m512i low_1 = _mm512_shuffle_i64x2(second, second, 0xA0), high_1 = _mm512_shuffle_i64x2(second, second, 0xF5);
        for (size_t b = 0; b < count; b++) {
            __builtin_prefetch(ahead + b * block_bytes, 0, 2);
            __builtin_prefetch(ahead + b * block_bytes + 64, 0, 2);
            __m512i codes_0 = _mm512_loadu_si512(blocks + b * block_bytes);
            __m512i codes_1 = _mm512_loadu_si512(blocks + b * block_bytes + 64);
            __m512i sum = _mm512_add_epi8(
                _mm512_add_epi8(
                    _mm512_shuffle_epi8(low_0, _mm512_and_si512(codes_0, low)),
                    _mm512_shuffle_epi8(high_0, _mm512_and_si512(_mm512_srli_epi16(codes_0, 4), low))),
                _mm512_add_epi8(
                    _mm512_shuffle_epi8(low_1, _mm512_and_si512(codes_1, low)),
                    _mm512_shuffle_epi8(high_1, _mm512_and_si512(_mm512_srli_epi16(codes_1, 4), low))));
            both[b] = _mm512_add_epi16(both[b], sum);
            upper[b] = _mm512_add_epi16(upper[b], _mm512_srli_epi16(sum, 8));
        }
    }
    for (size_t b = 0; b < count; b++) {
        __m512i even = _mm512_sub_epi16(both[b], _mm512_slli_epi16(upper[b], 8));
        // The upper half has other parts of the same vectors.
        __m256i evens = _mm256_add_epi16(_mm512_castsi512_si256(even), _mm512_extracti64x4_epi64(even, 1));
        __m256i odds = _mm256_add_epi16(_mm512_castsi512_si256(upper[b]), _mm512_extracti64x4_epi64(upper[b], 1));
        __m256i front = _mm256_unpacklo_epi16(evens, odds), back = _mm256_unpackhi_epi16(evens, odds);
        sums[b] = _mm512_inserti64x4(
            _mm512_castsi256_si512(_mm256_permute2x128_si256(front, back, 0x20)),
            _mm256_permute2x128_si256(front, back, 0x31), 1);
    }
}

static inline __attribute__((always_inline)) size_t NAMED(pq4_take)(
    __m512i sums, size_t first, size_t count, const float *addends, float base, float step, float limit,
    uint32_t *positions, float *estimates) {
    const __m512i lanes = _mm512_set_epi32(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
    size_t found = 0;
    for (size_t half = 0; half < 2; half++) {
        size_t rest = count > 16 * half ? count - 16 * half : 0;
        __mmask16 there = rest >= 16 ? 0xFFFF : (__mmask16)((1u << rest) - 1);
        __m256i part = half ? _mm512_extracti64x4_epi64(sums, 1) : _mm512_castsi512_si256(sums);
        // Not fused, so that every instruction set gives the same.
        __m512 scaled = _mm512_mul_ps(_mm512_cvtepi32_ps(_mm512_cvtepu16_epi32(part)), _mm512_set1_ps(step));
        __m512 based = _mm512_add_ps(_mm512_set1_ps(base), _mm512_maskz_loadu_ps(there, addends + first + 16 * half));
        __m512 estimate = _mm512_add_ps(based, scaled);
        __mmask16 taken = _mm512_mask_cmp_ps_mask(there, estimate, _mm512_set1_ps(limit), _CMP_NGT_UQ);
        if (taken == 0) continue;
        __m512i places = _mm512_add_epi32(lanes, _mm512_set1_epi32((int)(first + 16 * half)));
        _mm512_storeu_si512(positions + found, _mm512_maskz_compress_epi32(taken, places));
        _mm512_storeu_ps(estimates + found, _mm512_maskz_compress_ps(taken, estimate));
        found += (size_t)__builtin_popcount(taken);
    }
    return found;
}

#define TESSERA_OWN_PQ4_SCAN
static size_t NAMED(pq4_scan)(
    const uint8_t *table, size_t parts, const uint8_t *blocks, size_t count, const float *addends, float base, float step,
    float limit, uint32_t *positions, float *estimates, const uint8_t *ahead) {
    size_t bytes = parts * 16, found = 0, first = 0;
    __m512i sums[4];
    for (; first + 96 < count; first += 128, blocks += 4 * bytes, ahead += 4 * bytes) {
        NAMED(pq4_sums)(table, parts, blocks, bytes, 4, ahead, sums);
        for (size_t b = 0; b < 4; b++) {
            size_t at = first + 32 * b;
            found += NAMED(pq4_take)(
                sums[b], at, count - at, addends, base, step, limit, positions + found, estimates + found);
        }
    }
    for (; first < count; first += 64, blocks += 2 * bytes, ahead += 2 * bytes) {
        size_t together = first + 32 < count ? 2 : 1;
        if (together == 2) NAMED(pq4_sums)(table, parts, blocks, bytes, 2, ahead, sums);
        else NAMED(pq4_sums)(table, parts, blocks, bytes, 1, ahead, sums);
        for (size_t b = 0; b < together; b++) {
            size_t at = first + 32 * b;
            found += NAMED(pq4_take)(
                sums[b], at, count - at, addends, base, step, limit, positions + found, estimates + found);
        }
    }
    return found;
}

#define TESSERA_OWN_TAKE_WITHIN
static size_t NAMED(take_within)(const float *values, size_t n, float limit, uint32_t *places, float *taken) {
    const __m512i lanes = _mm512_set_epi32(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
    size_t count = 0;
    for (size_t i = 0; i < n; i += 16) {
        __mmask16 there = n - i >= 16 ? 0xFFFF : (__mmask16)((1u << (n - i)) - 1);
        __m512 value = _mm512_maskz_loadu_ps(there, values + i);
        __mmask16 within = _mm512_mask_cmp_ps_mask(there, value, _mm512_set1_ps(limit), _CMP_LE_OQ);
        __m512i place = _mm512_add_epi32(lanes, _mm512_set1_epi32((int)i));
        _mm512_storeu_si512(places + count, _mm512_maskz_compress_epi32(within, place));
        _mm512_storeu_ps(taken + count, _mm512_maskz_compress_ps(within, value));
        count += (size_t)__builtin_popcount(within);
    }
    return count;
}
