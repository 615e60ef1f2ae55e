// The true nearest neighbours, independent of every index that is measured.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum { EXACT_SQUARED_L2, EXACT_INNER_PRODUCT, EXACT_COSINE } exact_metric;

/// The `k` nearest rows of `base` to each query by distance in 64-bit floats, ties by row; false when out of memory.
///
/// Shape: `base` is (rows, dimension), `queries` (count, dimension), `nearest` (count, k), nearest first.
/// `k` is at most `rows`.
bool exact_nearest(const float *base, size_t rows, const float *queries, size_t count, size_t dimension,
                   exact_metric metric, size_t k, int threads, int64_t *nearest);

/// The distance of two vectors in 64-bit floats: the squared difference, the negated product, or 1 - cosine.
double exact_distance(const float *a, const float *b, size_t dimension, exact_metric metric);

#ifdef __cplusplus
}
#endif
