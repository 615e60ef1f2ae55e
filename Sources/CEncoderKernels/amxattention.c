// Attention in bfloat16 by AMX's tiles.
#include "kernels.h"

#if defined(__x86_64__) && defined(__linux__)
#include <immintrin.h>

#pragma clang attribute push(                                                                                          \
    __attribute__((target("amx-tile,amx-bf16,amx-int8,avx512f,avx512vl,avx512dq,avx512bw,avx512bf16,avx2,fma"))),      \
    apply_to = function)
#include "tiles.inc"

enum { QUERIES = 16 };

INLINE size_t next_queries(size_t left) { return left < QUERIES ? left : QUERIES; }

/// Scores of sixteen queries: (16, padded).
INLINE void score(size_t count, const uint16_t *queries, size_t stride, const uint16_t *keys, size_t padded,
                  size_t width, float *scores) {
    (void)count;
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
INLINE void gather(size_t count, const uint16_t *weights, const uint16_t *values, size_t padded, size_t width,
                   float *results) {
    (void)count;
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

#include "attention.inc"

void tessera_bf16_attention_tiles(const uint16_t *qkv, size_t qkv_stride, uint16_t *context, size_t stride,
                                  size_t length, size_t heads, size_t first, size_t count, size_t width, float factor,
                                  void *work) {
    begin_tiles();
    attend(qkv, qkv_stride, context, stride, length, heads, first, count, width, factor, work);
    _tile_release();
}
#pragma clang attribute pop
#endif
