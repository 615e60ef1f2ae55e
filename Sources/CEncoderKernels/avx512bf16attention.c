// Attention in bfloat16 by AVX-512's dot products of pairs.
#include "kernels.h"

#if defined(__x86_64__)
#include <immintrin.h>
#include <string.h>

#pragma clang attribute push(__attribute__((target("avx512f,avx512vl,avx512dq,avx512bw,avx512bf16,avx2,fma"))), apply_to = function)
#include "functions.inc"
#include "attention.inc"

/// Twelve rows by two registers: 24 of 32 hold sums.
enum { QUERIES = 12 };

/// Elements of twelve rows of 32, one behind the other.
enum { PIECE = QUERIES * 32 };

/// A head of one sequence: keys and values as they are laid out, and room for a few queries and their weights, both in pieces.
typedef struct {
    uint16_t *keys, *values, *queries, *weights;
    size_t length, padded, width;
    /// What a score is multiplied by, in powers of two.
    float scale;
    /// The square of the longest key's length.
    float longest_key;
} attention_head;

/// Dot products of rows with 32 columns. Shapes: `x` is pieces of (rows, 32); `w` is (pairs, 32, 2), `w_stride` apart.
INLINE void multiply_rows(const int rows, const uint16_t *x, size_t pieces, const uint16_t *w, size_t w_stride,
                          __m512 left[QUERIES], __m512 right[QUERIES]) {
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++) left[r] = right[r] = _mm512_setzero_ps();
    for (size_t piece = 0; piece < pieces; piece++, x += PIECE) {
        for (size_t pair = 0; pair < 16; pair++, w += w_stride) {
            __m512bh a = (__m512bh)_mm512_loadu_si512(w), b = (__m512bh)_mm512_loadu_si512(w + 32);
#pragma clang loop unroll(full)
            for (int r = 0; r < rows; r++) {
                int both;
                memcpy(&both, x + r * 32 + pair * 2, sizeof both);
                __m512bh of = (__m512bh)_mm512_set1_epi32(both);
                left[r] = _mm512_dpbf16_ps(left[r], of, a);
                right[r] = _mm512_dpbf16_ps(right[r], of, b);
            }
        }
    }
}

/// Which of 32 keys are of the sequence.
typedef struct {
    __mmask16 left, right;
} key_mask;

INLINE key_mask mask_of(const attention_head *head, size_t key) {
    size_t rest = head->length - key;
    if (rest >= 32) return (key_mask){0xFFFF, 0xFFFF};
    return (key_mask){rest >= 16 ? 0xFFFF : (__mmask16)((1u << rest) - 1),
                      rest > 16 ? (__mmask16)((1u << (rest - 16)) - 1) : 0};
}

/// The largest score of each query, times the scale; those beyond the last query are of no meaning.
static void find_tops(const attention_head *head, __m512 tops[QUERIES]) {
    for (int r = 0; r < QUERIES; r++) tops[r] = _mm512_set1_ps(-3.4e38f);
    for (size_t key = 0; key < head->padded; key += 32) {
        __m512 left[QUERIES], right[QUERIES];
        multiply_rows(QUERIES, head->queries, head->width / 32, head->keys + key * 2, head->padded * 2, left, right);
        key_mask mask = mask_of(head, key);
#pragma clang loop unroll(full)
        for (int r = 0; r < QUERIES; r++) {
            tops[r] = _mm512_mask_max_ps(tops[r], mask.left, tops[r], left[r]);
            tops[r] = _mm512_mask_max_ps(tops[r], mask.right, tops[r], right[r]);
        }
    }
    for (int r = 0; r < QUERIES; r++) tops[r] = _mm512_set1_ps(_mm512_reduce_max_ps(tops[r]) * head->scale);
}

/// Powers of a query's scores of 32 keys: what the values are weighted by, not yet divided by the sum.
INLINE void leave_weights(__m512 left, __m512 right, key_mask mask, uint16_t *weights, __m512 *sum) {
    left = _mm512_maskz_mov_ps(mask.left, left);
    right = _mm512_maskz_mov_ps(mask.right, right);
    *sum = _mm512_add_ps(*sum, _mm512_add_ps(left, right));
    store_bf16(weights, left, right);
}

/// The same for several queries, whose scores may be too large for powers as they are.
static void weigh_below_tops(int rows, float scale, const __m512 *left, const __m512 *right, key_mask mask,
                             const __m512 *tops, uint16_t *weights, __m512 *sums) {
    __m512 factor = _mm512_set1_ps(scale);
    for (int r = 0; r < rows; r++)
        leave_weights(power_of_two(_mm512_fmsub_ps(left[r], factor, tops[r])),
                      power_of_two(_mm512_fmsub_ps(right[r], factor, tops[r])), mask, weights + r * 32, &sums[r]);
}

/// The weights of 32 keys, from scores that never leave the registers.
INLINE void weigh_keys(const int rows, const attention_head *head, size_t key, key_mask mask, int has_tops,
                       const __m512 *tops, __m512 *sums) {
    __m512 left[QUERIES], right[QUERIES], factor = _mm512_set1_ps(head->scale);
    multiply_rows(rows, head->queries, head->width / 32, head->keys + key * 2, head->padded * 2, left, right);
    uint16_t *weights = head->weights + key / 32 * PIECE;
    if (has_tops) {
        __m512 scores[2][QUERIES];
        memcpy(scores[0], left, (size_t)rows * sizeof *left);
        memcpy(scores[1], right, (size_t)rows * sizeof *right);
        weigh_below_tops(rows, head->scale, scores[0], scores[1], mask, tops, weights, sums);
        return;
    }
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++)
        leave_weights(small_power_of_two(_mm512_mul_ps(left[r], factor)),
                      small_power_of_two(_mm512_mul_ps(right[r], factor)), mask, weights + r * 32, &sums[r]);
}

/// The weights of all keys, and their sums.
///
/// - Parameter has_tops: Whether scores may be too large for powers, so that each query's largest is subtracted from its own.
INLINE void weigh(const int rows, const attention_head *head, int has_tops, __m512 *sums) {
    __m512 tops[QUERIES];
    if (has_tops) find_tops(head, tops);
    for (int r = 0; r < rows; r++) sums[r] = _mm512_setzero_ps();
    const key_mask all = {0xFFFF, 0xFFFF};
    size_t key = 0;
    for (; key + 32 <= head->length; key += 32) weigh_keys(rows, head, key, all, has_tops, tops, sums);
    if (key < head->length) weigh_keys(rows, head, key, mask_of(head, key), has_tops, tops, sums);
}

/// Copies a few queries and gives at least the square of the longest one's length.
INLINE float take_queries(const int rows, const attention_head *head, const uint16_t *query, size_t stride) {
    __m512 squares[QUERIES], longest = _mm512_setzero_ps();
    for (int r = 0; r < rows; r++) squares[r] = _mm512_setzero_ps();
    for (size_t j = 0; j < head->width; j += 32) {
        for (int r = 0; r < rows; r++) {
            __m512i v = _mm512_loadu_si512(query + (size_t)r * stride + j);
            _mm512_storeu_si512(head->queries + j / 32 * PIECE + r * 32, v);
            squares[r] = _mm512_dpbf16_ps(squares[r], (__m512bh)v, (__m512bh)v);
        }
    }
    for (int r = 0; r < rows; r++) longest = _mm512_max_ps(longest, squares[r]);
    return _mm512_reduce_add_ps(longest);
}

/// A few queries of a head.
INLINE void attend_rows(const int rows, const attention_head *head, const uint16_t *query, size_t query_stride,
                        uint16_t *context, size_t stride) {
    // No score is larger than the product of the longest query and the longest key.
    float largest = take_queries(rows, head, query, query_stride) * head->longest_key * head->scale * head->scale;
    __m512 sums[QUERIES];
    weigh(rows, head, !(largest <= SMALL_POWER * SMALL_POWER), sums);
    for (int r = 0; r < rows; r++) sums[r] = _mm512_set1_ps(1 / _mm512_reduce_add_ps(sums[r]));
    for (size_t j = 0; j < head->width; j += 32) {
        __m512 left[QUERIES], right[QUERIES];
        multiply_rows(rows, head->weights, head->padded / 32, head->values + j * 2, head->width * 2, left, right);
#pragma clang loop unroll(full)
        for (int r = 0; r < rows; r++)
            store_bf16(context + (size_t)r * stride + j, _mm512_mul_ps(left[r], sums[r]), _mm512_mul_ps(right[r], sums[r]));
    }
}

/// All queries of a head, cut as evenly as can be; each number of rows has code of its own.
static void attend(const attention_head *head, const uint16_t *query, size_t query_stride, uint16_t *context,
                   size_t stride) {
    for (size_t row = 0, rows; row < head->length; row += rows, query += rows * query_stride, context += rows * stride) {
        rows = next_piece(head->length - row, QUERIES, 1);
        switch (rows) {
#define OF(n) case n: attend_rows(n, head, query, query_stride, context, stride); break;
            OF(1) OF(2) OF(3) OF(4) OF(5) OF(6) OF(7) OF(8) OF(9) OF(10) OF(11) OF(12)
#undef OF
        }
    }
}

/// The square of the longest key's length.
INLINE float longest_key(const attention_head *head) {
    __m512 longest = _mm512_setzero_ps();
    for (size_t key = 0; key < head->padded; key += 16) {
        __m512 squares = _mm512_setzero_ps();
        for (size_t pair = 0; pair < head->width / 2; pair++) {
            __m512bh v = (__m512bh)_mm512_loadu_si512(head->keys + (pair * head->padded + key) * 2);
            squares = _mm512_dpbf16_ps(squares, v, v);
        }
        longest = _mm512_max_ps(longest, squares);
    }
    return _mm512_reduce_max_ps(longest);
}

void tessera_bf16_attention_pairs(const uint16_t *qkv, size_t qkv_stride, uint16_t *context, size_t stride,
                                  size_t length, size_t heads, size_t first, size_t count, size_t width, float factor,
                                  void *work) {
    attention_head head = {
        .keys = work, .length = length, .padded = padded_length(length), .width = width, .scale = factor * 1.44269504f};
    head.values = head.keys + head.padded * width;
    head.queries = head.values + head.padded * width;
    head.weights = head.queries + QUERIES * width;
    for (size_t i = first; i < first + count; i++) {
        const uint16_t *query = qkv + i * width, *key = query + heads * width, *value = key + heads * width;
        lay_out(key, value, qkv_stride, length, width, head.keys, head.values);
        head.longest_key = longest_key(&head);
        attend(&head, query, qkv_stride, context + i * width, stride);
    }
}
#pragma clang attribute pop
#endif
