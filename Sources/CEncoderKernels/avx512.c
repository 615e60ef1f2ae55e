#if defined(__x86_64__)
#include <immintrin.h>
#pragma clang attribute push(__attribute__((target("avx512f,avx512vl,avx512dq,avx512bw,avx2,fma"))), apply_to = function)
// Twelve rows by two registers: 24 of 32 hold sums.
#define NAME(kernel) tessera_##kernel##_avx512
#define ROWS 12
#define VECTORS 2
#include "kernels.inc"
#include "bf16.inc"
// Bytes at even places and at odd ones, widened to sixteen bits, whose products are added by pairs.
INLINE __m512i add_quads(__m512i sums, __m512i x, __m512i w) {
    __m512i low = _mm512_set1_epi16(255);
    sums = _mm512_add_epi32(sums, _mm512_madd_epi16(_mm512_and_si512(x, low), _mm512_srai_epi16(_mm512_slli_epi16(w, 8), 8)));
    return _mm512_add_epi32(sums, _mm512_madd_epi16(_mm512_srli_epi16(x, 8), _mm512_srai_epi16(w, 8)));
}
#define QUADS(sums, x, w) ((integers)add_quads((__m512i)(sums), (__m512i)(x), (__m512i)(w)))
#include "int8.inc"
#pragma clang attribute pop
#endif
