// Eight lanes and fused multiply-add, for x86-64 processors from 2013 on.
#include "tables.h"
#if defined(__x86_64__)
// The headers come before the pragma: it would otherwise be applied to the intrinsics' own declarations, which name
// their targets themselves.
#include <immintrin.h>
#include "names.h"

#pragma clang attribute push(__attribute__((target("avx2,fma,sse4.2,pclmul"))), apply_to = function)

#define PREFIX avx2

static inline float avx2_sum(__m256 a, __m256 b, __m256 c, __m256 d) {
    __m256 eight = _mm256_add_ps(_mm256_add_ps(a, b), _mm256_add_ps(c, d));
    __m128 four = _mm_add_ps(_mm256_castps256_ps128(eight), _mm256_extractf128_ps(eight, 1));
    __m128 two = _mm_add_ps(four, _mm_movehl_ps(four, four));
    return _mm_cvtss_f32(_mm_add_ss(two, _mm_movehdup_ps(two)));
}

static inline float avx2_squared_l2(const float *x, const float *y, size_t n) {
    __m256 a = _mm256_setzero_ps(), b = a, c = a, d = a;
    size_t i = 0;
    for (; i + 32 <= n; i += 32) {
        __m256 p = _mm256_sub_ps(_mm256_loadu_ps(x + i), _mm256_loadu_ps(y + i));
        __m256 q = _mm256_sub_ps(_mm256_loadu_ps(x + i + 8), _mm256_loadu_ps(y + i + 8));
        __m256 r = _mm256_sub_ps(_mm256_loadu_ps(x + i + 16), _mm256_loadu_ps(y + i + 16));
        __m256 s = _mm256_sub_ps(_mm256_loadu_ps(x + i + 24), _mm256_loadu_ps(y + i + 24));
        a = _mm256_fmadd_ps(p, p, a);
        b = _mm256_fmadd_ps(q, q, b);
        c = _mm256_fmadd_ps(r, r, c);
        d = _mm256_fmadd_ps(s, s, d);
    }
    for (; i + 8 <= n; i += 8) {
        __m256 p = _mm256_sub_ps(_mm256_loadu_ps(x + i), _mm256_loadu_ps(y + i));
        a = _mm256_fmadd_ps(p, p, a);
    }
    float sum = avx2_sum(a, b, c, d);
    for (; i < n; i++) sum += (x[i] - y[i]) * (x[i] - y[i]);
    return sum;
}

static inline float avx2_dot(const float *x, const float *y, size_t n, float offset) {
    __m256 a = _mm256_setzero_ps(), b = a, c = a, d = a;
    size_t i = 0;
    for (; i + 32 <= n; i += 32) {
        a = _mm256_fmadd_ps(_mm256_loadu_ps(x + i), _mm256_loadu_ps(y + i), a);
        b = _mm256_fmadd_ps(_mm256_loadu_ps(x + i + 8), _mm256_loadu_ps(y + i + 8), b);
        c = _mm256_fmadd_ps(_mm256_loadu_ps(x + i + 16), _mm256_loadu_ps(y + i + 16), c);
        d = _mm256_fmadd_ps(_mm256_loadu_ps(x + i + 24), _mm256_loadu_ps(y + i + 24), d);
    }
    for (; i + 8 <= n; i += 8) a = _mm256_fmadd_ps(_mm256_loadu_ps(x + i), _mm256_loadu_ps(y + i), a);
    float sum = avx2_sum(a, b, c, d);
    for (; i < n; i++) sum += x[i] * y[i];
    return offset - sum;
}

#include "crc32c.inc.h"

// Look-ups of 32 codes in one instruction.
#define TESSERA_OWN_PQ4_SCAN
static inline size_t avx2_pq_select(
    const float *sums, const float *addends, size_t first, size_t count, float base, float step, float limit,
    uint32_t *positions, float *estimates);

static size_t avx2_pq4_scan(
    const uint8_t *table, size_t parts, const uint8_t *blocks, size_t count, const float *addends, float base, float step,
    float limit, uint32_t *positions, float *estimates, const uint8_t *ahead) {
    (void)ahead;
    const __m256i low = _mm256_set1_epi8(15);
    size_t found = 0;
    for (size_t first = 0; first < count; first += 32) {
        __m256i both = _mm256_setzero_si256(), upper = both;
        for (size_t part = 0; part < parts; part += 4, blocks += 64) {
            __m256i sum = _mm256_setzero_si256();
            for (size_t pair = 0; pair < 2; pair++) {
                const uint8_t *entries = table + 16 * (part + 2 * pair);
                __m256i codes = _mm256_loadu_si256((const __m256i *)(blocks + 32 * pair));
                __m256i low_table = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)entries));
                __m256i high_table = _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(entries + 16)));
                sum = _mm256_add_epi8(sum, _mm256_shuffle_epi8(low_table, _mm256_and_si256(codes, low)));
                codes = _mm256_and_si256(_mm256_srli_epi16(codes, 4), low);
                sum = _mm256_add_epi8(sum, _mm256_shuffle_epi8(high_table, codes));
            }
            both = _mm256_add_epi16(both, sum);
            upper = _mm256_add_epi16(upper, _mm256_srli_epi16(sum, 8));
        }
        uint16_t evens[16], odds[16];
        _mm256_storeu_si256((__m256i *)evens, _mm256_sub_epi16(both, _mm256_slli_epi16(upper, 8)));
        _mm256_storeu_si256((__m256i *)odds, upper);
        float sums[32];
        for (size_t j = 0; j < 16; j++) sums[2 * j] = evens[j], sums[2 * j + 1] = odds[j];
        size_t rest = count - first < 32 ? count - first : 32;
        found += avx2_pq_select(
            sums, addends + first, first, rest, base, step, limit, positions + found, estimates + found);
    }
    return found;
}

#include "rows.inc.h"

#pragma clang attribute pop

TABLE(tessera_avx2, "avx2")
#endif
