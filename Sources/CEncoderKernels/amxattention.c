// Attention in bfloat16 by AMX's tiles.
#include "kernels.h"

#if defined(__x86_64__) && defined(__linux__)
#include <immintrin.h>

#pragma clang attribute push(                                                                                          \
    __attribute__((target("amx-tile,amx-bf16,amx-int8,avx512f,avx512vl,avx512dq,avx512bw,avx512bf16,avx2,fma"))),      \
    apply_to = function)
#include "tiles.inc"

/// Rows of queries at a time, whose scores stay in the first cache with the keys.
enum { QUERIES = 16 };

INLINE size_t padded_length(size_t length) { return (length + BLOCK - 1) / BLOCK * BLOCK; }

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

/// Sixteen rows of sixteen elements of 32 bits, turned.
INLINE void turn(const uint16_t *from, size_t stride, int rows, uint16_t *to, size_t to_stride) {
    __m512i a[16], b[16];
    for (int i = 0; i < 16; i++)
        a[i] = i < rows ? _mm512_loadu_si512(from + (size_t)i * stride) : _mm512_setzero_si512();
    // Pairs of rows, then fours, then the quarters of registers.
    for (int i = 0; i < 16; i += 2) {
        b[i] = _mm512_unpacklo_epi32(a[i], a[i + 1]);
        b[i + 1] = _mm512_unpackhi_epi32(a[i], a[i + 1]);
    }
    for (int i = 0; i < 16; i += 4) {
        a[i] = _mm512_unpacklo_epi64(b[i], b[i + 2]);
        a[i + 1] = _mm512_unpackhi_epi64(b[i], b[i + 2]);
        a[i + 2] = _mm512_unpacklo_epi64(b[i + 1], b[i + 3]);
        a[i + 3] = _mm512_unpackhi_epi64(b[i + 1], b[i + 3]);
    }
    for (int i = 0; i < 4; i++) {
        b[i] = _mm512_shuffle_i32x4(a[i], a[i + 4], 0x88);
        b[i + 4] = _mm512_shuffle_i32x4(a[i], a[i + 4], 0xDD);
        b[i + 8] = _mm512_shuffle_i32x4(a[i + 8], a[i + 12], 0x88);
        b[i + 12] = _mm512_shuffle_i32x4(a[i + 8], a[i + 12], 0xDD);
    }
    for (int i = 0; i < 4; i++) {
        _mm512_storeu_si512(to + (size_t)i * to_stride, _mm512_shuffle_i32x4(b[i], b[i + 8], 0x88));
        _mm512_storeu_si512(to + (size_t)(i + 8) * to_stride, _mm512_shuffle_i32x4(b[i], b[i + 8], 0xDD));
        _mm512_storeu_si512(to + (size_t)(i + 4) * to_stride, _mm512_shuffle_i32x4(b[i + 4], b[i + 12], 0x88));
        _mm512_storeu_si512(to + (size_t)(i + 12) * to_stride, _mm512_shuffle_i32x4(b[i + 4], b[i + 12], 0xDD));
    }
}

/// Keys and values of a head in the form that tiles multiply by: (width / 2, tokens, 2) and (tokens / 2, width, 2), with
/// zeros for the tokens beyond the last.
INLINE void lay_out(const uint16_t *key, const uint16_t *value, size_t stride, size_t length, size_t width,
                    uint16_t *keys, uint16_t *values) {
    size_t padded = padded_length(length);
    for (size_t token = 0; token < padded; token += 16) {
        int rows = token >= length ? 0 : length - token < 16 ? (int)(length - token) : 16;
        for (size_t j = 0; j < width; j += 32)
            turn(key + token * stride + j, stride, rows, keys + (j / 2 * padded + token) * 2, padded * 2);
    }
    // Elements of two rows in turn: the first 16 of each, and the last.
    __m512i first = _mm512_set_epi16(47, 15, 46, 14, 45, 13, 44, 12, 43, 11, 42, 10, 41, 9, 40, 8, 39, 7, 38, 6, 37, 5,
                                     36, 4, 35, 3, 34, 2, 33, 1, 32, 0);
    __m512i last = _mm512_add_epi16(first, _mm512_set1_epi16(16));
    for (size_t token = 0; token < padded; token += 2) {
        for (size_t j = 0; j < width; j += 32) {
            __m512i zero = _mm512_setzero_si512();
            __m512i even = token < length ? _mm512_loadu_si512(value + token * stride + j) : zero;
            __m512i odd = token + 1 < length ? _mm512_loadu_si512(value + (token + 1) * stride + j) : zero;
            uint16_t *to = values + token * width + j * 2;
            _mm512_storeu_si512(to, _mm512_permutex2var_epi16(even, first, odd));
            _mm512_storeu_si512(to + 32, _mm512_permutex2var_epi16(even, last, odd));
        }
    }
}

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

void tessera_bf16_attention_tiles(const uint16_t *qkv, size_t qkv_stride, uint16_t *context, size_t stride,
                                  size_t length, size_t heads, size_t width, float factor, void *work) {
    size_t padded = padded_length(length);
    uint16_t *keys = work, *values = keys + padded * width;
    float *scores = (float *)(values + padded * width);
    uint16_t *weights = (uint16_t *)(scores + QUERIES * padded);
    float inverse[QUERIES], results[QUERIES * BLOCK] __attribute__((aligned(64)));
    begin_tiles();
    for (size_t head = 0; head < heads; head++) {
        const uint16_t *query = qkv + head * width, *key = query + heads * width, *value = key + heads * width;
        lay_out(key, value, qkv_stride, length, width, keys, values);
        for (size_t row = 0; row < length; row += QUERIES) {
            score(query + row * qkv_stride, qkv_stride, keys, padded, width, scores);
            // Blocks have room for what is beyond the last row.
            weigh(scores, weights, inverse, QUERIES, length, padded, factor * 1.44269504f);
            for (size_t column = 0; column < width; column += BLOCK) {
                gather(weights, values + column * 2, padded, width, results);
                uint16_t *to = context + row * stride + head * width + column;
                for (int r = 0; r < QUERIES; r++) {
                    __m512 share = _mm512_set1_ps(inverse[r]);
                    store_bf16(to + (size_t)r * stride, _mm512_mul_ps(_mm512_load_ps(results + r * BLOCK), share),
                               _mm512_mul_ps(_mm512_load_ps(results + r * BLOCK + 16), share));
                }
            }
        }
    }
    _tile_release();
}
#pragma clang attribute pop
#endif
