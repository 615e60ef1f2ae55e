// Sixteen lanes, and masks for the last of them.
#include "tables.h"
#if defined(__x86_64__)
#include <immintrin.h>
#include "names.h"

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx2,bmi2,popcnt"))), \
                             apply_to = function)

#define PREFIX avx512

#include "blocks.inc.h"
#include "select.inc.h"

static inline __mmask16 first_lanes(size_t count) { return count >= 16 ? 0xFFFF : (__mmask16)((1u << count) - 1); }

static void avx512_score(
    const tessera_term_scale *scale, const uint32_t *documents, const uint32_t *frequencies, size_t count, int32_t *shares) {
    const __m512 weight = _mm512_set1_ps(scale->weight), base = _mm512_set1_ps(scale->base),
                 slope = _mm512_set1_ps(scale->slope), one = _mm512_set1_ps(1);
    const __m512i unit = _mm512_set1_epi32(1);
    const __m512i low = _mm512_set1_epi32(scale->width == 1 ? 0xFF : scale->width == 2 ? 0xFFFF : -1);
    const uint8_t *lengths = scale->lengths;
    for (size_t i = 0; i < count; i += 16) {
        __mmask16 lanes = first_lanes(count - i);
        __m512i places = _mm512_maskz_loadu_epi32(lanes, documents + i);
        __m512i none = _mm512_setzero_si512(), length;
        if (scale->width == 1) length = _mm512_mask_i32gather_epi32(none, lanes, places, lengths, 1);
        else if (scale->width == 2) length = _mm512_mask_i32gather_epi32(none, lanes, places, lengths, 2);
        else length = _mm512_mask_i32gather_epi32(none, lanes, places, lengths, 4);
        __m512 n = _mm512_add_ps(base, _mm512_mul_ps(slope, _mm512_cvtepi32_ps(_mm512_and_si512(length, low))));
        __m512 frequency = _mm512_cvtepi32_ps(_mm512_maskz_loadu_epi32(lanes, frequencies + i));
        __m512 saturated = _mm512_sub_ps(one, _mm512_div_ps(n, _mm512_add_ps(frequency, n)));
        __m512i share = _mm512_add_epi32(unit, _mm512_cvttps_epi32(_mm512_mul_ps(weight, saturated)));
        _mm512_mask_storeu_epi32(shares + i, lanes, share);
    }
}

static size_t avx512_rank(const uint32_t *documents, size_t count, uint32_t document) {
    const __m512i wanted = _mm512_set1_epi32((int)document);
    size_t below = 0;
    for (size_t i = 0; i < count; i += 16) {
        __mmask16 lanes = first_lanes(count - i);
        __m512i places = _mm512_maskz_loadu_epi32(lanes, documents + i);
        __mmask16 less = _mm512_mask_cmplt_epu32_mask(lanes, places, wanted);
        below += (size_t)_mm_popcnt_u32(less);
        if (less != lanes) break;
    }
    return below;
}

static size_t avx512_collect(
    int32_t *sums, size_t count, uint32_t first, int32_t limit, uint32_t *documents, int32_t *taken) {
    const __m512i steps = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    const __m512i least = _mm512_set1_epi32(limit), zero = _mm512_setzero_si512();
    size_t found = 0;
    for (size_t i = 0; i < count; i += 16) {
        __m512i values = _mm512_loadu_si512(sums + i);
        _mm512_storeu_si512(sums + i, zero);
        __mmask16 good = _mm512_cmpgt_epi32_mask(values, least);
        if (good == 0) continue;
        __m512i places = _mm512_add_epi32(steps, _mm512_set1_epi32((int)(first + (uint32_t)i)));
        _mm512_storeu_si512(documents + found, _mm512_maskz_compress_epi32(good, places));
        _mm512_storeu_si512(taken + found, _mm512_maskz_compress_epi32(good, values));
        found += (size_t)_mm_popcnt_u32(good);
    }
    return found;
}

static size_t avx512_above(
    const uint32_t *documents, const int32_t *shares, size_t count, int32_t limit, uint32_t *documents_out,
    int32_t *shares_out) {
    const __m512i least = _mm512_set1_epi32(limit);
    size_t found = 0;
    for (size_t i = 0; i < count; i += 16) {
        __mmask16 lanes = first_lanes(count - i);
        __m512i places = _mm512_maskz_loadu_epi32(lanes, documents + i);
        __m512i values = _mm512_maskz_loadu_epi32(lanes, shares + i);
        __mmask16 good = _mm512_mask_cmpgt_epi32_mask(lanes, values, least);
        if (good == 0) continue;
        _mm512_storeu_si512(documents_out + found, _mm512_maskz_compress_epi32(good, places));
        _mm512_storeu_si512(shares_out + found, _mm512_maskz_compress_epi32(good, values));
        found += (size_t)_mm_popcnt_u32(good);
    }
    return found;
}

#pragma clang attribute pop

TABLE(tessera_keyword_avx512, "avx512")
#endif
