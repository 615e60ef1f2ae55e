// Attention in bfloat16 by AVX-512's dot products of pairs.
#include "kernels.h"

#if defined(__x86_64__)
#include <immintrin.h>
#include <string.h>

#pragma clang attribute push(__attribute__((target("avx512f,avx512vl,avx512dq,avx512bw,avx512bf16,avx2,fma"))), apply_to = function)
#include "functions.inc"

/// Twelve rows by two registers: 24 of 32 hold sums.
enum { QUERIES = 12 };

INLINE size_t next_queries(size_t left) { return next_piece(left, QUERIES, 1); }

/// Dot products of rows of pairs with 32 columns, left as floats `to_stride` apart. Shapes: `x` is (rows, pairs), `stride` apart;
/// `w` is (pairs, 32, 2), `w_stride` apart. Elements are counted.
INLINE void multiply_rows(const int rows, const uint16_t *x, size_t stride, const uint16_t *w, size_t w_stride,
                          size_t pairs, float *to, size_t to_stride) {
    __m512 left[QUERIES], right[QUERIES];
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) left[r] = right[r] = _mm512_setzero_ps();
    for (size_t pair = 0; pair < pairs; pair++, w += w_stride, x += 2) {
        __m512bh a = (__m512bh)_mm512_loadu_si512(w), b = (__m512bh)_mm512_loadu_si512(w + 32);
#pragma clang loop unroll(full)
        for (int r = 0; r < rows; r++) {
            int both;
            memcpy(&both, x + (size_t)r * stride, sizeof both);
            __m512bh of = (__m512bh)_mm512_set1_epi32(both);
            left[r] = _mm512_dpbf16_ps(left[r], of, a);
            right[r] = _mm512_dpbf16_ps(right[r], of, b);
        }
    }
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) {
        _mm512_store_ps(to + (size_t)r * to_stride, left[r]);
        _mm512_store_ps(to + (size_t)r * to_stride + 16, right[r]);
    }
}

/// The same for up to twelve rows; what is beyond `count` up to the next four is computed too.
INLINE void multiply_some(size_t count, const uint16_t *x, size_t stride, const uint16_t *w, size_t w_stride, size_t pairs,
                          float *to, size_t to_stride) {
    if (count > 8) multiply_rows(12, x, stride, w, w_stride, pairs, to, to_stride);
    else if (count > 4) multiply_rows(8, x, stride, w, w_stride, pairs, to, to_stride);
    else multiply_rows(4, x, stride, w, w_stride, pairs, to, to_stride);
}

INLINE void score(size_t count, const uint16_t *queries, size_t stride, const uint16_t *keys, size_t padded, size_t width,
                  float *scores) {
    for (size_t key = 0; key < padded; key += 32)
        multiply_some(count, queries, stride, keys + key * 2, padded * 2, width / 2, scores + key, padded);
}

INLINE void gather(size_t count, const uint16_t *weights, const uint16_t *values, size_t padded, size_t width,
                   float *results) {
    multiply_some(count, weights, padded, values, width * 2, padded / 2, results, 32);
}

#include "attention.inc"

void tessera_bf16_attention_pairs(const uint16_t *qkv, size_t qkv_stride, uint16_t *context, size_t stride,
                                  size_t length, size_t heads, size_t first, size_t count, size_t width, float factor,
                                  void *work) {
    attend(qkv, qkv_stride, context, stride, length, heads, first, count, width, factor, work);
}
#pragma clang attribute pop
#endif
