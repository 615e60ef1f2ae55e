// Sixteen lanes, and products of bytes summed in fours: Ice Lake and Zen 4 on.
#include "tables.h"
#if defined(__x86_64__)
// The headers come before the pragma: it would otherwise be applied to the intrinsics' own declarations, which name
// their targets themselves.
#include <immintrin.h>
#include "names.h"

#pragma clang attribute push(__attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512vnni,avx2,fma,sse4.2"))), \
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
    const __m512i low = _mm512_set1_epi8(15);
    __m512i a = _mm512_setzero_si512(), b = a;
    size_t i = 0;
    for (; i + 128 <= n; i += 128) {
        __m512i block = _mm512_loadu_si512(codes + i / 2);
        __m512i upper = _mm512_and_si512(_mm512_srli_epi16(block, 4), low);
        a = _mm512_dpbusd_epi32(a, _mm512_and_si512(block, low), _mm512_loadu_si512(query + i));
        b = _mm512_dpbusd_epi32(b, upper, _mm512_loadu_si512(query + i + 64));
    }
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

#include "rows.inc.h"

#pragma clang attribute pop

TABLE(tessera_avx512vnni, "avx512vnni")
#endif
