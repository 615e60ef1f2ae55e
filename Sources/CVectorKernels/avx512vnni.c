// Sixteen lanes, and products of bytes summed in fours: Ice Lake and Zen 4 on.
#include "tables.h"
#if defined(__x86_64__)
// The headers come before the pragma: it would otherwise be applied to the intrinsics' own declarations, which name
// their targets themselves.
#include <immintrin.h>
#include "names.h"

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512vnni,avx2,fma,sse4.2,pclmul"))), \
                             apply_to = function)

#define PREFIX avx512vnni

#include "avx512.inc.h"
#include "pq4_avx512.inc.h"

#define TESSERA_OWN_CODE_PRODUCTS
static inline int32_t avx512vnni_code_product_8(const uint8_t *codes, const int8_t *query, size_t n) {
    __m512i a = _mm512_setzero_si512(), b = a;
    size_t i = 0;
    for (; i + 128 <= n; i += 128) {
        a = _mm512_dpbusd_epi32(a, _mm512_loadu_si512(codes + i), _mm512_loadu_si512(query + i));
        b = _mm512_dpbusd_epi32(b, _mm512_loadu_si512(codes + i + 64), _mm512_loadu_si512(query + i + 64));
    }
    if (i < n) a = _mm512_dpbusd_epi32(a, _mm512_loadu_si512(codes + i), _mm512_loadu_si512(query + i));
    return _mm512_reduce_add_epi32(_mm512_add_epi32(a, b));
}

static inline int32_t avx512vnni_code_product_4(const uint8_t *codes, const int8_t *query, size_t n) {
    // The upper halves stay where they are: their products are 16 times too large, and made right at the end.
    const __m512i low = _mm512_set1_epi8(15), high = _mm512_set1_epi8((char)0xf0);
    __m512i a = _mm512_setzero_si512(), b = a;
    size_t i = 0;
    for (; i + 128 <= n; i += 128) {
        __m512i block = _mm512_loadu_si512(codes + i / 2);
        a = _mm512_dpbusd_epi32(a, _mm512_and_si512(block, low), _mm512_loadu_si512(query + i));
        b = _mm512_dpbusd_epi32(b, _mm512_and_si512(block, high), _mm512_loadu_si512(query + i + 64));
    }
    b = _mm512_srai_epi32(b, 4);
    if (i < n) {
        __m256i block = _mm256_loadu_si256((const __m256i *)(codes + i / 2));
        __m512i both = _mm512_inserti64x4(_mm512_castsi256_si512(block), _mm256_srli_epi16(block, 4), 1);
        a = _mm512_dpbusd_epi32(a, _mm512_and_si512(both, low), _mm512_loadu_si512(query + i));
    }
    return _mm512_reduce_add_epi32(_mm512_add_epi32(a, b));
}

static inline int32_t avx512vnni_code_product_2(const uint8_t *codes, const int8_t *query, size_t n) {
    const __m512i low = _mm512_set1_epi8(3), shifts = _mm512_set_epi64(6, 6, 4, 4, 2, 2, 0, 0);
    __m512i a = _mm512_setzero_si512(), b = a;
    for (size_t i = 0; i < n; i += 64) {
        __m512i four = _mm512_broadcast_i32x4(_mm_loadu_si128((const __m128i *)(codes + i / 4)));
        four = _mm512_and_si512(_mm512_srlv_epi64(four, shifts), low);
        __m512i sum = _mm512_dpbusd_epi32(b, four, _mm512_loadu_si512(query + i));
        b = a;
        a = sum;
    }
    return _mm512_reduce_add_epi32(_mm512_add_epi32(a, b));
}

static inline int32_t avx512vnni_code_product_1(const uint8_t *codes, const int8_t *query, size_t n) {
    const __m512i one = _mm512_set1_epi8(1);
    __m512i a = _mm512_setzero_si512();
    for (size_t i = 0; i < n; i += 64) {
        uint64_t bits;
        memcpy(&bits, codes + i / 8, sizeof bits);
        a = _mm512_dpbusd_epi32(a, _mm512_maskz_mov_epi8(bits, one), _mm512_loadu_si512(query + i));
    }
    return _mm512_reduce_add_epi32(a);
}

// The sums of four registers, side by side.
static inline __m128i avx512vnni_four_sums(__m512i a, __m512i b, __m512i c, __m512i d) {
    __m512i ab = _mm512_add_epi32(_mm512_unpacklo_epi32(a, b), _mm512_unpackhi_epi32(a, b));
    __m512i cd = _mm512_add_epi32(_mm512_unpacklo_epi32(c, d), _mm512_unpackhi_epi32(c, d));
    __m512i all = _mm512_add_epi32(_mm512_unpacklo_epi64(ab, cd), _mm512_unpackhi_epi64(ab, cd));
    __m256i half = _mm256_add_epi32(_mm512_castsi512_si256(all), _mm512_extracti64x4_epi64(all, 1));
    return _mm_add_epi32(_mm256_castsi256_si128(half), _mm256_extracti128_si256(half, 1));
}

#define TESSERA_OWN_FOUR_PRODUCTS
static inline void avx512vnni_four_products_2(
    const uint8_t *codes, size_t stride, const int8_t *query, size_t n, int32_t *products) {
    const __m512i low = _mm512_set1_epi8(3), shifts = _mm512_set_epi64(6, 6, 4, 4, 2, 2, 0, 0);
    __m512i sums[4] = {_mm512_setzero_si512(), _mm512_setzero_si512(), _mm512_setzero_si512(), _mm512_setzero_si512()};
    for (size_t i = 0; i < n; i += 64) {
        __m512i components = _mm512_loadu_si512(query + i);
        _Pragma("clang loop unroll(full)") for (size_t j = 0; j < 4; j++) {
            __m512i four = _mm512_broadcast_i32x4(_mm_loadu_si128((const __m128i *)(codes + j * stride + i / 4)));
            four = _mm512_and_si512(_mm512_srlv_epi64(four, shifts), low);
            sums[j] = _mm512_dpbusd_epi32(sums[j], four, components);
        }
    }
    _mm_storeu_si128((__m128i *)products, avx512vnni_four_sums(sums[0], sums[1], sums[2], sums[3]));
}

static inline void avx512vnni_four_products_1(
    const uint8_t *codes, size_t stride, const int8_t *query, size_t n, int32_t *products) {
    const __m512i one = _mm512_set1_epi8(1);
    __m512i sums[4] = {_mm512_setzero_si512(), _mm512_setzero_si512(), _mm512_setzero_si512(), _mm512_setzero_si512()};
    for (size_t i = 0; i < n; i += 64) {
        __m512i components = _mm512_loadu_si512(query + i);
        _Pragma("clang loop unroll(full)") for (size_t j = 0; j < 4; j++) {
            uint64_t bits;
            memcpy(&bits, codes + j * stride + i / 8, sizeof bits);
            sums[j] = _mm512_dpbusd_epi32(sums[j], _mm512_maskz_mov_epi8(bits, one), components);
        }
    }
    _mm_storeu_si128((__m128i *)products, avx512vnni_four_sums(sums[0], sums[1], sums[2], sums[3]));
}

#include "rows.inc.h"

#pragma clang attribute pop

TABLE(tessera_avx512vnni, "avx512vnni")
#endif
