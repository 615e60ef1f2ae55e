// Eight lanes; what is left over is done one by one.
#include "tables.h"
#if defined(__x86_64__)
#include <immintrin.h>
#include "names.h"

#pragma clang attribute push(__attribute__((target("avx2,bmi2,popcnt"))), apply_to = function)

#define PREFIX avx2

#include "blocks.inc.h"
#include "select.inc.h"

static inline uint32_t length_of(const tessera_term_scale *scale, uint32_t document) {
    uint32_t length;
    memcpy(&length, scale->lengths + scale->width * (size_t)document, 4);
    return scale->width == 1 ? length & 0xFF : scale->width == 2 ? length & 0xFFFF : length;
}

static void avx2_score(
    const tessera_term_scale *scale, const uint32_t *documents, const uint32_t *frequencies, size_t count, int32_t *shares) {
    const __m256 weight = _mm256_set1_ps(scale->weight), base = _mm256_set1_ps(scale->base),
                 slope = _mm256_set1_ps(scale->slope), one = _mm256_set1_ps(1);
    const __m256i unit = _mm256_set1_epi32(1);
    size_t i = 0;
    for (; i + 8 <= count; i += 8) {
        int lengths[8];
        for (size_t lane = 0; lane < 8; lane++) lengths[lane] = (int)length_of(scale, documents[i + lane]);
        __m256i length = _mm256_loadu_si256((const __m256i *)lengths);
        __m256 n = _mm256_add_ps(base, _mm256_mul_ps(slope, _mm256_cvtepi32_ps(length)));
        __m256 frequency = _mm256_cvtepi32_ps(_mm256_loadu_si256((const __m256i *)(frequencies + i)));
        __m256 saturated = _mm256_sub_ps(one, _mm256_div_ps(n, _mm256_add_ps(frequency, n)));
        __m256i share = _mm256_add_epi32(unit, _mm256_cvttps_epi32(_mm256_mul_ps(weight, saturated)));
        _mm256_storeu_si256((__m256i *)(shares + i), share);
    }
    for (; i < count; i++) shares[i] = tessera_share(scale, frequencies[i], length_of(scale, documents[i]));
}

static size_t avx2_rank(const uint32_t *documents, size_t count, uint32_t document) {
    size_t below = 0;
    for (size_t i = 0; i < count && documents[i] < document; i += 8) {
        size_t lanes = count - i < 8 ? count - i : 8;
        for (size_t lane = 0; lane < lanes; lane++) below += documents[i + lane] < document;
    }
    return below;
}

static size_t avx2_collect(
    int32_t *sums, size_t count, uint32_t first, int32_t limit, uint32_t *documents, int32_t *taken) {
    const __m256i least = _mm256_set1_epi32(limit), zero = _mm256_setzero_si256();
    size_t found = 0;
    for (size_t i = 0; i < count; i += 8) {
        __m256i values = _mm256_loadu_si256((const __m256i *)(sums + i));
        unsigned good = (unsigned)_mm256_movemask_ps(_mm256_castsi256_ps(_mm256_cmpgt_epi32(values, least)));
        while (good) {
            unsigned lane = (unsigned)__builtin_ctz(good);
            documents[found] = first + (uint32_t)i + lane;
            taken[found++] = sums[i + lane];
            good &= good - 1;
        }
        _mm256_storeu_si256((__m256i *)(sums + i), zero);
    }
    return found;
}

static size_t avx2_above(
    const uint32_t *documents, const int32_t *shares, size_t count, int32_t limit, uint32_t *documents_out,
    int32_t *shares_out) {
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t document = documents[i];
        int32_t share = shares[i];
        documents_out[found] = document;
        shares_out[found] = share;
        found += share > limit;
    }
    return found;
}

#pragma clang attribute pop

TABLE(tessera_keyword_avx2, "avx2")
#endif
