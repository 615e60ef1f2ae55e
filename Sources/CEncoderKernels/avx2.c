#if defined(__x86_64__)
#include <immintrin.h>
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
// Six rows by two registers: twelve of sixteen hold sums.
#define NAME(kernel) tessera_##kernel##_avx2
#define ROWS 6
#define VECTORS 1
#include "kernels.inc"
#include "bf16.inc"
// Bytes at even places and at odd ones, widened to sixteen bits, whose products are added by pairs.
INLINE __m256i add_quads(__m256i sums, __m256i x, __m256i w) {
    __m256i low = _mm256_set1_epi16(255);
    sums = _mm256_add_epi32(sums, _mm256_madd_epi16(_mm256_and_si256(x, low), _mm256_srai_epi16(_mm256_slli_epi16(w, 8), 8)));
    return _mm256_add_epi32(sums, _mm256_madd_epi16(_mm256_srli_epi16(x, 8), _mm256_srai_epi16(w, 8)));
}
INLINE void add_all_quads(integers *sums, const integers *x, const integers *w) {
    for (int half = 0; half < 2; half++)
        ((__m256i *)sums)[half] = add_quads(((__m256i *)sums)[half], ((const __m256i *)x)[half], ((const __m256i *)w)[half]);
}
#define QUADS(sums, x, w) ({ integers q_s = sums, q_x = x, q_w = w; add_all_quads(&q_s, &q_x, &q_w); q_s; })
#include "int8.inc"
#pragma clang attribute pop
#endif
