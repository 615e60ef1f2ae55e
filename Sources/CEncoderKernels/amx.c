// The products of bfloat16 by AMX's tiles of sixteen rows by 64 bytes, and attention made of them.
#include "kernels.h"

#if defined(__x86_64__) && defined(__linux__)
#include <immintrin.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

// Linux gives a process the tiles' registers only when it asks: ARCH_REQ_XCOMP_PERM for XTILEDATA.
int tessera_has_tiles(void) {
    static atomic_int known = -1;
    int has = atomic_load_explicit(&known, memory_order_relaxed);
    if (has < 0) {
        has = __builtin_cpu_supports("amx-tile") && __builtin_cpu_supports("amx-bf16") &&
              __builtin_cpu_supports("avx512bf16") && syscall(SYS_arch_prctl, 0x1023, 18) == 0;
        atomic_store_explicit(&known, has, memory_order_relaxed);
    }
    return has;
}

#pragma clang attribute push(                                                                                          \
    __attribute__((target("amx-tile,amx-bf16,avx512f,avx512vl,avx512dq,avx512bw,avx512bf16,avx2,fma"))),               \
    apply_to = function)

#define INLINE static inline __attribute__((always_inline))

/// Rows and columns of a block of results: two tiles by two.
enum { BLOCK = 32 };

INLINE void begin_tiles(void) {
    struct __attribute__((packed)) {
        uint8_t palette, start, reserved[14];
        uint16_t bytes[16];
        uint8_t rows[16];
    } configuration;
    memset(&configuration, 0, sizeof configuration);
    configuration.palette = 1;
    for (int tile = 0; tile < 8; tile++) configuration.bytes[tile] = 64, configuration.rows[tile] = 16;
    _tile_loadconfig(&configuration);
}

/// results = a · b for 16 or 32 rows and 32 columns.
///
/// Shapes: `a` is (rows, depth) of bfloat16, `b` (depth / 2, 32, 2), `results` (rows, columns from row to row); distances
/// from row to row are in bytes.
INLINE void multiply_block(const int rows, const uint16_t *a, size_t a_stride, const uint16_t *b, size_t b_stride,
                           size_t depth, float *results, size_t results_stride) {
    _tile_zero(0);
    _tile_zero(1);
    _tile_zero(2);
    _tile_zero(3);
    for (size_t k = 0; k < depth; k += 32, a += 32, b = (const uint16_t *)((const char *)b + 16 * b_stride)) {
        _tile_loadd(4, a, a_stride);
        _tile_loadd(6, b, b_stride);
        _tile_loadd(7, b + 32, b_stride);
        if (rows > 16) _tile_loadd(5, (const char *)a + 16 * a_stride, a_stride);
        _tile_dpbf16ps(0, 4, 6);
        _tile_dpbf16ps(1, 4, 7);
        if (rows > 16) {
            _tile_dpbf16ps(2, 5, 6);
            _tile_dpbf16ps(3, 5, 7);
        }
    }
    _tile_stored(0, results, results_stride);
    _tile_stored(1, results + 16, results_stride);
    if (rows > 16) {
        float *lower = (float *)((char *)results + 16 * results_stride);
        _tile_stored(2, lower, results_stride);
        _tile_stored(3, lower + 16, results_stride);
    }
}

/// 2^x, to within some millionths: what bfloat16 can tell apart and more.
INLINE __m512 power_of_two(__m512 x) {
    __m512 whole = _mm512_roundscale_ps(x, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
    __m512 r = _mm512_sub_ps(x, whole);
    __m512 p = _mm512_fmadd_ps(r, _mm512_set1_ps(1.33335581e-3f), _mm512_set1_ps(9.61812911e-3f));
    p = _mm512_fmadd_ps(p, r, _mm512_set1_ps(5.55041087e-2f));
    p = _mm512_fmadd_ps(p, r, _mm512_set1_ps(2.40226507e-1f));
    p = _mm512_fmadd_ps(p, r, _mm512_set1_ps(6.93147181e-1f));
    p = _mm512_fmadd_ps(p, r, _mm512_set1_ps(1.0f));
    return _mm512_scalef_ps(p, whole);
}

/// As the GELU of floats, with a reciprocal of 14 bits.
INLINE __m512 gelu(__m512 v) {
    __m512 z = _mm512_mul_ps(_mm512_abs_ps(v), _mm512_set1_ps(0.70710678f));
    __m512 t = _mm512_rcp14_ps(_mm512_fmadd_ps(z, _mm512_set1_ps(0.3275911f), _mm512_set1_ps(1.0f)));
    __m512 p = _mm512_fmadd_ps(t, _mm512_set1_ps(1.061405429f), _mm512_set1_ps(-1.453152027f));
    p = _mm512_fmadd_ps(p, t, _mm512_set1_ps(1.421413741f));
    p = _mm512_fmadd_ps(p, t, _mm512_set1_ps(-0.284496736f));
    p = _mm512_fmadd_ps(p, t, _mm512_set1_ps(0.254829592f));
    p = _mm512_mul_ps(p, t);
    // e^(-z²) / 2
    __m512 half = power_of_two(_mm512_fnmadd_ps(_mm512_mul_ps(z, z), _mm512_set1_ps(1.44269504f), _mm512_set1_ps(-1.0f)));
    __m512 below = _mm512_mul_ps(v, _mm512_mul_ps(p, half));
    __mmask16 above = _mm512_cmp_ps_mask(v, _mm512_setzero_ps(), _CMP_GT_OQ);
    return _mm512_mask_sub_ps(below, above, v, below);
}

INLINE void store_bf16(uint16_t *target, __m512 left, __m512 right) {
    _mm512_storeu_si512(target, (__m512i)_mm512_cvtne2ps_pbh(right, left));
}

/// Leaves a block of a product in its form.
INLINE void leave_block(const float *results, const float *bias, void *y, tessera_product_form form, size_t row,
                        int rows, size_t column, size_t outputs) {
    __m512 left_bias = _mm512_loadu_ps(bias + column), right_bias = _mm512_loadu_ps(bias + column + 16);
    size_t rest = outputs - column;
    __mmask16 left_mask = rest >= 16 ? 0xFFFF : (__mmask16)((1u << rest) - 1);
    __mmask16 right_mask = rest >= 32 ? 0xFFFF : rest > 16 ? (__mmask16)((1u << (rest - 16)) - 1) : 0;
    size_t stride = tessera_encoder_bf16_stride(outputs);
    for (int r = 0; r < rows; r++, results += BLOCK) {
        __m512 left = _mm512_add_ps(_mm512_load_ps(results), left_bias);
        __m512 right = _mm512_add_ps(_mm512_load_ps(results + 16), right_bias);
        if (form == TESSERA_FLOATS) {
            float *target = (float *)y + (row + (size_t)r) * outputs + column;
            _mm512_mask_storeu_ps(target, left_mask, left);
            _mm512_mask_storeu_ps(target + 16, right_mask, right);
        } else {
            if (form == TESSERA_GELU) left = gelu(left), right = gelu(right);
            store_bf16((uint16_t *)y + (row + (size_t)r) * stride + column, left, right);
        }
    }
}

void tessera_bf16_product_tiles(const uint16_t *x, const uint16_t *packed, const float *bias, void *y,
                                tessera_product_form form, size_t rows, size_t inputs, size_t outputs) {
    float results[BLOCK * BLOCK] __attribute__((aligned(64)));
    size_t stride = tessera_encoder_bf16_stride(inputs);
    begin_tiles();
    // A block's rows stay in the first cache while all panels pass them.
    for (size_t row = 0; row < rows; row += BLOCK) {
        const uint16_t *from = x + row * stride;
        int count = rows - row > 16 ? BLOCK : 16;
        for (size_t column = 0; column < outputs; column += TESSERA_PANEL) {
            const uint16_t *panel = packed + column * stride;
            if (count > 16) multiply_block(BLOCK, from, stride * 2, panel, 128, stride, results, BLOCK * 4);
            else multiply_block(16, from, stride * 2, panel, 128, stride, results, BLOCK * 4);
            leave_block(results, bias, y, form, row, count, column, outputs);
        }
    }
    _tile_release();
}

// MARK: Attention

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

INLINE size_t padded_length(size_t length) { return (length + BLOCK - 1) / BLOCK * BLOCK; }

/// One block of queries of one head.
INLINE void attend_block(const int rows, const uint16_t *queries, size_t stride, const uint16_t *keys,
                         const uint16_t *values, float *scores, uint16_t *weights, uint16_t *context,
                         size_t context_stride, size_t length, size_t width, float factor) {
    size_t padded = padded_length(length);
    float inverse[BLOCK], results[BLOCK * BLOCK] __attribute__((aligned(64)));
    for (size_t key = 0; key < padded; key += BLOCK)
        multiply_block(rows, queries, stride * 2, keys + key * 2, padded * 4, width, scores + key, padded * 4);
    weigh(scores, weights, inverse, rows, length, padded, factor * 1.44269504f);
    for (size_t column = 0; column < width; column += BLOCK) {
        multiply_block(rows, weights, padded * 2, values + column * 2, width * 4, padded, results, BLOCK * 4);
        for (int r = 0; r < rows; r++) {
            __m512 share = _mm512_set1_ps(inverse[r]);
            store_bf16(context + (size_t)r * context_stride + column,
                       _mm512_mul_ps(_mm512_load_ps(results + r * BLOCK), share),
                       _mm512_mul_ps(_mm512_load_ps(results + r * BLOCK + 16), share));
        }
    }
}

void tessera_bf16_attention_tiles(const uint16_t *qkv, size_t qkv_stride, uint16_t *context, size_t stride,
                                  size_t length, size_t heads, size_t width, float factor, void *work) {
    size_t padded = padded_length(length);
    uint16_t *keys = work, *values = keys + padded * width;
    float *scores = (float *)(values + padded * width);
    uint16_t *weights = (uint16_t *)(scores + BLOCK * padded);
    begin_tiles();
    for (size_t head = 0; head < heads; head++) {
        const uint16_t *query = qkv + head * width, *key = query + heads * width, *value = key + heads * width;
        // (width / 2, tokens, 2) and (tokens / 2, width, 2)
        memset(keys, 0, padded * width * 2 * 2);
        for (size_t token = 0; token < length; token++) {
            for (size_t pair = 0; pair < width / 2; pair++)
                memcpy(keys + (pair * padded + token) * 2, key + token * qkv_stride + pair * 2, 4);
            uint16_t *target = values + token / 2 * width * 2 + token % 2;
            for (size_t j = 0; j < width; j++) target[j * 2] = value[token * qkv_stride + j];
        }
        for (size_t row = 0; row < length; row += BLOCK) {
            const uint16_t *from = query + row * qkv_stride;
            uint16_t *to = context + row * stride + head * width;
            if (length - row > 16)
                attend_block(BLOCK, from, qkv_stride, keys, values, scores, weights, to, stride, length, width, factor);
            else
                attend_block(16, from, qkv_stride, keys, values, scores, weights, to, stride, length, width, factor);
        }
    }
    _tile_release();
}
#pragma clang attribute pop

#else
int tessera_has_tiles(void) { return 0; }
#endif
