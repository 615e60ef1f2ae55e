// The kernels over many rows, made from the two of a pair. An instruction set's file defines PREFIX, its functions
// PREFIX##_squared_l2 and PREFIX##_dot, and then includes this text, so that the pair's loop is inlined here and
// compiled for the same target.

#ifndef TESSERA_ROW_AT
#define TESSERA_ROW_AT
static inline const float *row_at(const tessera_rows *rows, uint32_t id) {
    uint32_t mask = (1u << rows->shift) - 1;
    return rows->segments[id >> rows->shift] + (size_t)(id & mask) * rows->stride;
}

// Asks for a row's cache lines. A graph search waits for memory, not for arithmetic: four rows ahead keep the
// memory system busy. Beyond 4 KiB the hardware's own prefetcher has found the stream.
static inline void prefetch_row(const float *row, size_t n) {
    const char *byte = (const char *)row;
    size_t length = n * sizeof(float);
    if (length > 4096) length = 4096;
    for (size_t at = 0; at < length; at += 64) __builtin_prefetch(byte + at, 0, 2);
}

static inline const uint16_t *half_row_at(const tessera_half_rows *rows, uint32_t id) {
    uint32_t mask = (1u << rows->shift) - 1;
    return rows->segments[id >> rows->shift] + (size_t)(id & mask) * rows->stride;
}

static inline void prefetch_half_row(const uint16_t *row, size_t n) {
    const char *byte = (const char *)row;
    size_t length = n * sizeof(uint16_t);
    if (length > 4096) length = 4096;
    for (size_t at = 0; at < length; at += 64) __builtin_prefetch(byte + at, 0, 2);
}

// A scan asks as far ahead too: the hardware's prefetcher begins anew at each page of 4 KiB.
enum { ROWS_AHEAD = 4, HALVES_AHEAD = 16 };
#endif

#define GATHER(kernel_name, distance)                                                                                \
    static void NAMED(kernel_name)(                                                                                  \
        const float *query, const tessera_rows *rows, const uint32_t *ids, size_t count, float offset, float *out) { \
        size_t n = rows->dimension;                                                                                  \
        size_t first = count < ROWS_AHEAD ? count : ROWS_AHEAD;                                                      \
        for (size_t i = 0; i < first; i++) prefetch_row(row_at(rows, ids[i]), n);                                    \
        for (size_t i = 0; i < count; i++) {                                                                         \
            if (i + ROWS_AHEAD < count) prefetch_row(row_at(rows, ids[i + ROWS_AHEAD]), n);                          \
            const float *row = row_at(rows, ids[i]);                                                                 \
            out[i] = distance;                                                                                       \
        }                                                                                                            \
        (void)offset;                                                                                                \
    }

#define SCAN(kernel_name, distance)                                                                                  \
    static void NAMED(kernel_name)(                                                                                  \
        const float *query, const float *row, size_t stride, size_t n, size_t count, float offset, float *out) {     \
        for (size_t i = 0; i < count; i++, row += stride) {                                                          \
            if (i + ROWS_AHEAD < count) prefetch_row(row + ROWS_AHEAD * stride, n);                                  \
            out[i] = distance;                                                                                       \
        }                                                                                                            \
        (void)offset;                                                                                                \
    }

#define ANY_BELOW(kernel_name, distance)                                                                             \
    static bool NAMED(kernel_name)(                                                                                  \
        const float *query, const tessera_rows *rows, const uint32_t *ids, size_t count, float offset,               \
        float limit) {                                                                                               \
        size_t n = rows->dimension;                                                                                  \
        (void)offset;                                                                                                \
        for (size_t i = 0; i < count; i++) {                                                                         \
            const float *row = row_at(rows, ids[i]);                                                                 \
            if (distance < limit) return true;                                                                       \
        }                                                                                                            \
        return false;                                                                                                \
    }

GATHER(squared_l2_gather, NAMED(squared_l2)(query, row, n))
GATHER(dot_gather, NAMED(dot)(query, row, n, offset))
SCAN(squared_l2_scan, NAMED(squared_l2)(query, row, n))
SCAN(dot_scan, NAMED(dot)(query, row, n, offset))
ANY_BELOW(squared_l2_any_below, NAMED(squared_l2)(query, row, n))
ANY_BELOW(dot_any_below, NAMED(dot)(query, row, n, offset))

// One half of all rows comes first, then a quarter of those that are left, and then their last one, so that a part is on its
// way from memory while others are summed. The half is the middle one: the first and the last lines of an image most often say
// little. Few of a search's vectors are told by a quarter, and what is read in more parts is waited for more often.
static void NAMED(squared_l2_gather_within)(
    const float *query, const tessera_rows *rows, const uint32_t *ids, size_t count, float limit, float *out) {
    enum { BLOCK = 64, PARTS = 3 };
    size_t n = rows->dimension, quarter = tessera_quarter(n);
    size_t second = quarter < n ? quarter : n, fourth = 3 * quarter < n ? 3 * quarter : n;
    const size_t starts[PARTS + 1] = {second, fourth, 0, 0}, lengths[PARTS + 1] = {fourth - second, n - fourth, second, 0};
    uint8_t left[BLOCK];
    for (size_t first = 0; first < count; first += BLOCK) {
        const uint32_t *block = ids + first;
        float *sums = out + first;
        size_t many = count - first < BLOCK ? count - first : BLOCK;
        for (size_t i = 0; i < many; i++) {
            left[i] = (uint8_t)i;
            sums[i] = 0;
            if (i < HALVES_AHEAD) prefetch_row(row_at(rows, block[i]) + starts[0], lengths[0]);
        }
        for (size_t j = 0; j < PARTS && many > 0; j++) {
            size_t kept = 0;
            for (size_t i = 0; i < many; i++) {
                if (j == 0 && i + HALVES_AHEAD < many)
                    prefetch_row(row_at(rows, block[i + HALVES_AHEAD]) + starts[0], lengths[0]);
                const float *row = row_at(rows, block[left[i]]);
                float sum = sums[left[i]] + NAMED(squared_l2)(query + starts[j], row + starts[j], lengths[j]);
                sums[left[i]] = sum;
                if (sum > limit) continue;
                left[kept++] = left[i];
                prefetch_row(row + starts[j + 1], lengths[j + 1]);
            }
            many = kept;
        }
    }
}

#include "bfloat16.inc.h"
#include "codes.inc.h"
#include "rotation.inc.h"
#include "screen.inc.h"
#include "pq.inc.h"

#define BF16_GATHER(kernel_name, distance)                                                                           \
    static void NAMED(kernel_name)(                                                                                  \
        const float *query, const tessera_half_rows *rows, const uint32_t *ids, size_t count, float offset,          \
        float *out) {                                                                                                \
        size_t n = rows->dimension;                                                                                  \
        size_t first = count < ROWS_AHEAD ? count : ROWS_AHEAD;                                                      \
        for (size_t i = 0; i < first; i++) prefetch_half_row(half_row_at(rows, ids[i]), n);                          \
        for (size_t i = 0; i < count; i++) {                                                                         \
            if (i + ROWS_AHEAD < count) prefetch_half_row(half_row_at(rows, ids[i + ROWS_AHEAD]), n);                \
            const uint16_t *row = half_row_at(rows, ids[i]);                                                         \
            out[i] = distance;                                                                                       \
        }                                                                                                            \
        (void)offset;                                                                                                \
    }

BF16_GATHER(bf16_squared_l2_gather, NAMED(bf16_squared_l2)(query, row, n))
BF16_GATHER(bf16_dot_gather, NAMED(bf16_dot)(query, row, n, offset))

#define CODE_TABLE(bits)                                                                                  \
    {NAMED(code_gather_##bits), NAMED(code_scan_##bits), NAMED(code_any_below_##bits), NAMED(code_unpack_##bits)}

#define TABLE(table_name, label)                       \
    const tessera_kernels table_name = {               \
        .name = label,                                 \
        .squared_l2 = NAMED(squared_l2),               \
        .dot = NAMED(dot),                             \
        .squared_l2_gather = NAMED(squared_l2_gather), \
        .dot_gather = NAMED(dot_gather),               \
        .squared_l2_gather_within = NAMED(squared_l2_gather_within), \
        .squared_l2_scan = NAMED(squared_l2_scan),     \
        .dot_scan = NAMED(dot_scan),                   \
        .squared_l2_any_below = NAMED(squared_l2_any_below), \
        .dot_any_below = NAMED(dot_any_below),         \
        .bf16_squared_l2_gather = NAMED(bf16_squared_l2_gather), \
        .bf16_dot_gather = NAMED(bf16_dot_gather),     \
        .code_1 = CODE_TABLE(1),                       \
        .code_2 = CODE_TABLE(2),                       \
        .code_4 = CODE_TABLE(4),                       \
        .code_8 = CODE_TABLE(8),                       \
        .rotate = NAMED(rotate),                       \
        .quantize = NAMED(quantize),                   \
        .quantize_query = NAMED(quantize_query),       \
        .rotate_back = NAMED(rotate_back),             \
        .pack = NAMED(pack),                           \
        .screen = NAMED(screen),                       \
        .pq_encode = NAMED(pq_encode),                 \
        .pq_products = NAMED(pq_products),             \
        .pq4_table = NAMED(pq4_table),                 \
        .pq4_scan = NAMED(pq4_scan),                   \
        .pq8_scan = NAMED(pq8_scan),                   \
        .least = NAMED(least),                         \
        .count_within = NAMED(count_within),           \
        .take_within = NAMED(take_within),             \
        .crc32c = NAMED(crc32c),                       \
    };
