#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// The name of the BLAS library that is loaded ("OpenBLAS 0.3.21 …"), or NULL when it does not say.
const char *tessera_blas_name(void);

/// Sets the thread count of the loaded BLAS where it has one to set.
void tessera_blas_set_threads(int threads);

/// Whether threads must take turns at calling it.
int tessera_blas_takes_turns(void);

/// Asks for the two cache lines from an address on.
static inline void tessera_prefetch(const void *address) {
    __builtin_prefetch(address, 0, 3);
    __builtin_prefetch((const char *)address + 64, 0, 3);
}

/// Asks for `length` bytes of each row, `from` bytes behind its start, into the second cache: a core has few places for
/// lines that the first cache waits for.
///
/// Row `i` starts at `segments[i >> shift] + (i & ((1 << shift) - 1)) * stride`; `stride` is in bytes.
static inline void tessera_prefetch_rows(
    const void *segments, uint32_t shift, size_t stride, size_t from, size_t length, const uint32_t *ids, size_t count) {
    const char *const *starts = (const char *const *)segments;
    for (size_t i = 0; i < count; i++) {
        const char *row = starts[ids[i] >> shift] + (size_t)(ids[i] & ((1u << shift) - 1)) * stride + from;
        for (size_t at = 0; at < length; at += 64) __builtin_prefetch(row + at, 0, 2);
    }
}

#if defined(__clang__)
#define TESSERA_SENDABLE __attribute__((swift_attr("@Sendable")))
#else
#define TESSERA_SENDABLE
#endif

/// Rows of floats in segments that never move: row `i` starts at
/// `segments[i >> shift] + (i & ((1 << shift) - 1)) * stride`.
typedef struct {
    const float *const *segments;
    uint32_t shift;
    uint32_t stride;
    /// Components of a row that count; at most `stride`.
    uint32_t dimension;
} tessera_rows;

/// A quarter of a row's components, in whole cache lines. `squared_l2_gather_within` reads the second and the third one first,
/// then the fourth, then the first.
static inline size_t tessera_quarter(size_t n) { return (n + 63) / 64 * 16; }

/// Rows of bfloat16, the upper halves of floats; laid out as `tessera_rows`.
typedef struct {
    const uint16_t *const *segments;
    uint32_t shift;
    uint32_t stride;
    uint32_t dimension;
} tessera_half_rows;

/// Rows of codes of 1, 2, 4 or 8 bits a component, each followed by its two terms, an addend and a factor (floats).
/// Row `i` starts at `segments[i >> shift] + (i & ((1 << shift) - 1)) * stride`.
typedef struct {
    const uint8_t *const *segments;
    uint32_t shift;
    /// Bytes from row to row.
    uint32_t stride;
    /// Components; a multiple of 64.
    uint32_t dimension;
} tessera_code_rows;

/// A query to rows of codes. Its distance to one of them is
/// `base + addend + factor * step * (Σ component * level - center)`.
typedef struct {
    const int8_t *components;
    float step;
    float center;
    float base;
} tessera_code_query;

/// Rows of codes that are to be on their way before they are measured.
enum { tessera_code_rows_ahead = 32 };

/// The kernels over codes of one width: as those over floats below, but that `gather` asks for rows so many ahead only, and
/// leaves the first ones to its caller.
typedef struct {
    TESSERA_SENDABLE void (*gather)(
        const tessera_code_query *query, const tessera_code_rows *rows, const uint32_t *ids, size_t count, float *out);
    TESSERA_SENDABLE void (*scan)(
        const tessera_code_query *query, const uint8_t *first, size_t stride, size_t n, size_t count, float *out);
    TESSERA_SENDABLE bool (*any_below)(
        const tessera_code_query *query, const tessera_code_rows *rows, const uint32_t *ids, size_t count,
        float limit);
    /// A row's own components as those of a query: 2 level - top, or of 8 bits level - 128. Gives their sum.
    TESSERA_SENDABLE int32_t (*unpack)(const uint8_t *codes, size_t n, int8_t *components);
} tessera_code_kernels;

/// The kernels of one instruction set. Each is a pure function of its arguments; `portable` defines their meaning,
/// the others may differ from it by the order of summation alone.
///
/// A dot kernel writes `offset - Σ xy`: offset 0 is the distance of the inner product, offset 1 that of the cosine.
typedef struct {
    const char *name;

    /// Σ (x - y)², or offset - Σ xy, of two vectors of n components.
    TESSERA_SENDABLE float (*squared_l2)(const float *x, const float *y, size_t n);
    TESSERA_SENDABLE float (*dot)(const float *x, const float *y, size_t n, float offset);

    /// The distances of one query to the rows named by ids; whole rows are prefetched ahead.
    TESSERA_SENDABLE void (*squared_l2_gather)(
        const float *query, const tessera_rows *rows, const uint32_t *ids, size_t count, float offset, float *out);
    TESSERA_SENDABLE void (*dot_gather)(
        const float *query, const tessera_rows *rows, const uint32_t *ids, size_t count, float offset, float *out);

    /// The squared distances of those rows that are not farther than limit; of each other one a part that already is. A limit
    /// that is no number is none. A row is read in three parts, each asked for when those before it have not passed the limit.
    TESSERA_SENDABLE void (*squared_l2_gather_within)(
        const float *query, const tessera_rows *rows, const uint32_t *ids, size_t count, float limit, float *out);

    /// The distances of one query to `count` rows that follow one another, `stride` floats apart.
    TESSERA_SENDABLE void (*squared_l2_scan)(
        const float *query, const float *first, size_t stride, size_t n, size_t count, float offset, float *out);
    TESSERA_SENDABLE void (*dot_scan)(
        const float *query, const float *first, size_t stride, size_t n, size_t count, float offset, float *out);

    /// Whether any of the rows named by ids is nearer to the query than limit; stops at the first.
    TESSERA_SENDABLE bool (*squared_l2_any_below)(
        const float *query, const tessera_rows *rows, const uint32_t *ids, size_t count, float offset, float limit);
    TESSERA_SENDABLE bool (*dot_any_below)(
        const float *query, const tessera_rows *rows, const uint32_t *ids, size_t count, float offset, float limit);

    /// The same over bfloat16 rows.
    TESSERA_SENDABLE void (*bf16_squared_l2_gather)(
        const float *query, const tessera_half_rows *rows, const uint32_t *ids, size_t count, float offset, float *out);
    TESSERA_SENDABLE void (*bf16_dot_gather)(
        const float *query, const tessera_half_rows *rows, const uint32_t *ids, size_t count, float offset, float *out);

    /// The kernels over codes of each width.
    tessera_code_kernels code_1, code_2, code_4, code_8;

    /// Turns x in place: each round flips the signs and transforms (Walsh-Hadamard) the first or, every other round, the
    /// last 2^p of n components. Shape: `signs` is (rounds, n), each 1 or -1; n is at least 16.
    TESSERA_SENDABLE void (*rotate)(const float *signs, size_t rounds, float *x, size_t n);

    /// The levels of x, one a byte: round(x * inverse_step + center) between 0 and top. Gives Σ (level - center) x.
    TESSERA_SENDABLE float (*quantize)(
        const float *x, size_t n, float inverse_step, float center, float top, uint8_t *levels);

    /// The components of a query, round(x * inverse_step), which must lie within ±127. Gives their sum.
    TESSERA_SENDABLE int32_t (*quantize_query)(const float *x, size_t n, float inverse_step, int8_t *components);

    /// Undoes `rotate`.
    TESSERA_SENDABLE void (*rotate_back)(const float *signs, size_t rounds, float *x, size_t n);

    /// Packs n levels, one a byte, into codes of 1, 2, 4 or 8 bits.
    TESSERA_SENDABLE void (*pack)(const uint8_t *levels, size_t n, size_t bits, uint8_t *codes);

    /// The places, ascending, at which bases[i] + scale * products[i] is not above limit; what is no number counts among
    /// them. Gives how many; there must be room for count.
    TESSERA_SENDABLE size_t (*screen)(
        const float *bases, const float *products, float scale, float limit, size_t count, uint32_t *places);
    /// The nearest codes of 32 vectors to one part of theirs.
    ///
    /// Shape: `columns` is (width, 32); `codebook` is (codes, width + 1), a code's components and half its squared length;
    /// `out` has 32 codes.
    TESSERA_SENDABLE void (*pq_encode)(
        const float *columns, const float *codebook, size_t codes, size_t width, uint8_t *out);

    /// The products of a query's parts with the codes of each.
    ///
    /// Shape: `query` is (parts, width), `columns` (parts, width, codes), `out` (parts, codes); codes is a multiple of 16.
    TESSERA_SENDABLE void (*pq_products)(
        const float *query, const float *columns, size_t parts, size_t codes, size_t width, float *out);

    /// Products with sixteen codes a part as numbers of six bits: a part's greatest product less each, in steps. Gives the
    /// sum of the greatest. Shape: `products` and `table` are (parts, 16); parts is a multiple of 8 and at most 1,040.
    TESSERA_SENDABLE float (*pq4_table)(const float *products, size_t parts, uint8_t *table, float *step);

    /// The estimates `base + addend + step * Σ table[part][code]` of vectors whose codes lie in blocks of 32: those that are
    /// not above the limit, and where they are. Gives their number; there must be room for 32 more than `count`.
    ///
    /// Every instruction set gives the same bits. A block has 32 bytes for every two parts; byte `j` holds the codes of
    /// vector `j`, the first part's in the lower half. Shape: `table` is (parts, 16), its numbers at most 63; parts is a
    /// multiple of 8 and at most 1,040. Where memory is waited for, the bytes from `ahead` on are asked for at the same pace, for
    /// the next scan.
    TESSERA_SENDABLE size_t (*pq4_scan)(
        const uint8_t *table, size_t parts, const uint8_t *blocks, size_t count, const float *addends, float base,
        float step, float limit, uint32_t *positions, float *estimates, const uint8_t *ahead);

    /// As `pq4_scan`, of codes of a byte: a block has 32 bytes for each part. Shape: `products` is (parts, 256).
    TESSERA_SENDABLE size_t (*pq8_scan)(
        const float *products, size_t parts, const uint8_t *blocks, size_t count, const float *addends, float base,
        float step, float limit, uint32_t *positions, float *estimates);

    /// The place of the least of n differences `addend - product`, the first where some are equal, and that difference.
    /// What is no number is not the least; where nothing else is there it is place 0.
    TESSERA_SENDABLE size_t (*least)(const float *addends, const float *products, size_t n, float *value);

    /// How many of n numbers are at most the limit; what is no number is not.
    TESSERA_SENDABLE size_t (*count_within)(const float *values, size_t n, float limit);

    /// The places of those numbers, ascending, and the numbers; there must be room for 16 more than there are.
    TESSERA_SENDABLE size_t (*take_within)(
        const float *values, size_t n, float limit, uint32_t *places, float *taken);

    /// CRC-32C (Castagnoli) of the bytes, going on from a former result; 0 starts.
    TESSERA_SENDABLE uint32_t (*crc32c)(uint32_t former, const uint8_t *bytes, size_t count);
} tessera_kernels;

/// How many tables this processor can run; at least one.
size_t tessera_kernels_count(void);

/// A table that this processor can run: the fastest is at 0, portable is last. NULL beyond the count.
const tessera_kernels *tessera_kernels_at(size_t index);
