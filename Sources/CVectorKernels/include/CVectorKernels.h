#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// The name of the BLAS library that is loaded ("OpenBLAS 0.3.21 …"), or NULL when it does not say.
const char *tessera_blas_name(void);

/// Sets the thread count of the loaded BLAS where it has one to set.
void tessera_blas_set_threads(int threads);

/// Asks for the two cache lines from an address on.
static inline void tessera_prefetch(const void *address) {
    __builtin_prefetch(address, 0, 3);
    __builtin_prefetch((const char *)address + 64, 0, 3);
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

    /// CRC-32C (Castagnoli) of the bytes, going on from a former result; 0 starts.
    TESSERA_SENDABLE uint32_t (*crc32c)(uint32_t former, const uint8_t *bytes, size_t count);
} tessera_kernels;

/// How many tables this processor can run; at least one.
size_t tessera_kernels_count(void);

/// A table that this processor can run: the fastest is at 0, portable is last. NULL beyond the count.
const tessera_kernels *tessera_kernels_at(size_t index);
