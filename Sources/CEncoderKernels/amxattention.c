// Attention in bfloat16 by AMX's tiles.
#include "kernels.h"

#if defined(__x86_64__) && defined(__linux__)
#include <immintrin.h>

#pragma clang attribute push(                                                                                          \
    __attribute__((target("amx-tile,amx-bf16,amx-int8,avx512f,avx512vl,avx512dq,avx512bw,avx512bf16,avx2,fma"))),      \
    apply_to = function)
#include "tiles.inc"
#include "attention.inc"

enum { QUERIES = 16 };

/// Scores of sixteen queries: (16, padded).
INLINE void score(const uint16_t *queries, size_t stride, const uint16_t *keys, size_t padded, size_t width,
                  float *scores) {
    for (size_t key = 0; key < padded; key += BLOCK) {
        _tile_zero(0);
        _tile_zero(1);
        for (size_t j = 0; j < width; j += 32) {
            const uint16_t *b = keys + (j / 2 * padded + key) * 2;
            _tile_loadd(4, queries + j, stride * 2);
            _tile_loadd(6, b, padded * 4);
            _tile_loadd(7, b + 32, padded * 4);
            _tile_dpbf16ps(0, 4, 6);
            _tile_dpbf16ps(1, 4, 7);
        }
        _tile_stored(0, scores + key, padded * 4);
        _tile_stored(1, scores + key + 16, padded * 4);
    }
}

/// The weighted sums of values for sixteen queries and 32 columns: (16, 32).
INLINE void gather(const uint16_t *weights, const uint16_t *values, size_t padded, size_t width, float *results) {
    _tile_zero(2);
    _tile_zero(3);
    for (size_t token = 0; token < padded; token += 32) {
        const uint16_t *b = values + token * width;
        _tile_loadd(5, weights + token, padded * 2);
        _tile_loadd(6, b, width * 4);
        _tile_loadd(7, b + 32, width * 4);
        _tile_dpbf16ps(2, 5, 6);
        _tile_dpbf16ps(3, 5, 7);
    }
    _tile_stored(2, results, BLOCK * 4);
    _tile_stored(3, results + 16, BLOCK * 4);
}

/// Rows of scores become what the values are weighted by, not yet divided by their sum; beyond `length` they are 0.
///
/// - Parameter scale: What a score is multiplied by, in powers of two.
INLINE void weigh(const float *scores, uint16_t *weights, float *inverse, int rows, size_t length, size_t padded,
                  float scale) {
    size_t whole = length & ~(size_t)31;
    // The last 32 scores, of which there may be none.
    __mmask16 left = length - whole >= 16 ? 0xFFFF : (__mmask16)((1u << (length - whole)) - 1);
    __mmask16 right = length - whole > 16 ? (__mmask16)((1u << (length - whole - 16)) - 1) : 0;
    __m512 lowest = _mm512_set1_ps(-3.4e38f), factor = _mm512_set1_ps(scale);
    for (int r = 0; r < rows; r++, scores += padded, weights += padded) {
        __m512 most = lowest, second = lowest;
        for (size_t j = 0; j < whole; j += 32) {
            most = _mm512_max_ps(most, _mm512_load_ps(scores + j));
            second = _mm512_max_ps(second, _mm512_load_ps(scores + j + 16));
        }
        most = _mm512_max_ps(most, _mm512_mask_load_ps(lowest, left, scores + whole));
        second = _mm512_max_ps(second, _mm512_mask_load_ps(lowest, right, scores + whole + 16));
        __m512 top = _mm512_set1_ps(_mm512_reduce_max_ps(_mm512_max_ps(most, second)) * scale);
        __m512 sums = _mm512_setzero_ps(), others = sums;
        for (size_t j = 0; j < whole; j += 32) {
            __m512 a = power_of_two(_mm512_fmsub_ps(_mm512_load_ps(scores + j), factor, top));
            __m512 b = power_of_two(_mm512_fmsub_ps(_mm512_load_ps(scores + j + 16), factor, top));
            sums = _mm512_add_ps(sums, a);
            others = _mm512_add_ps(others, b);
            store_bf16(weights + j, a, b);
        }
        if (left) {
            __m512 a = power_of_two(_mm512_fmsub_ps(_mm512_load_ps(scores + whole), factor, top));
            __m512 b = power_of_two(_mm512_fmsub_ps(_mm512_load_ps(scores + whole + 16), factor, top));
            a = _mm512_maskz_mov_ps(left, a);
            b = _mm512_maskz_mov_ps(right, b);
            sums = _mm512_add_ps(sums, a);
            others = _mm512_add_ps(others, b);
            store_bf16(weights + whole, a, b);
        }
        inverse[r] = 1 / _mm512_reduce_add_ps(_mm512_add_ps(sums, others));
    }
}

/// Some heads of one sequence, a few queries at a time, whose scores stay in the first cache with the keys.
INLINE void attend(const uint16_t *qkv, size_t qkv_stride, uint16_t *context, size_t stride, size_t length, size_t heads,
                   size_t first, size_t count, size_t width, float factor, void *work) {
    size_t padded = padded_length(length);
    uint16_t *keys = work, *values = keys + padded * width;
    float *scores = (float *)(values + padded * width);
    uint16_t *weights = (uint16_t *)(scores + QUERIES * padded);
    float inverse[QUERIES], results[QUERIES * 32] __attribute__((aligned(64)));
    for (size_t head = first; head < first + count; head++) {
        const uint16_t *query = qkv + head * width, *key = query + heads * width, *value = key + heads * width;
        lay_out(key, value, qkv_stride, length, width, keys, values);
        for (size_t row = 0, height; row < length; row += height) {
            // Blocks have room for what is beyond the last row.
            height = length - row < QUERIES ? length - row : QUERIES;
            score(query + row * qkv_stride, qkv_stride, keys, padded, width, scores);
            weigh(scores, weights, inverse, (int)height, length, padded, factor * 1.44269504f);
            for (size_t column = 0; column < width; column += 32) {
                gather(weights, values + column * 2, padded, width, results);
                uint16_t *to = context + row * stride + head * width + column;
                for (size_t r = 0; r < height; r++) {
                    __m512 share = _mm512_set1_ps(inverse[r]);
                    store_bf16(to + r * stride, _mm512_mul_ps(_mm512_load_ps(results + r * 32), share),
                               _mm512_mul_ps(_mm512_load_ps(results + r * 32 + 16), share));
                }
            }
        }
    }
}

void tessera_bf16_attention_tiles(const uint16_t *qkv, size_t qkv_stride, uint16_t *context, size_t stride,
                                  size_t length, size_t heads, size_t first, size_t count, size_t width, float factor,
                                  void *work) {
    begin_tiles();
    attend(qkv, qkv_stride, context, stride, length, heads, first, count, width, factor, work);
    _tile_release();
}
#pragma clang attribute pop
#endif
