// The loops that `tessera-bench kernels` times: VectorCore's own kernels, through the table that its indexes use, and
// the two roofs over them, arithmetic and reading. In C, so that nothing but the kernel is in the loop.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// How many instruction sets this processor runs; 0 is the fastest, the last is portable.
size_t kernel_sets(void);

/// `avx512`, `avx2`, `neon` or `portable`; NULL beyond the count.
const char *kernel_set_name(size_t set);

/// How many kernels are measured; each is known by its number.
size_t kernel_count(void);

/// Such as `squared_l2_gather`; NULL beyond the count.
const char *kernel_name(size_t kernel);

/// Bytes of a row of `dimension` components, padding included.
size_t kernel_row_bytes(size_t kernel, size_t dimension);

/// Bytes of a row of `dimension` float32 components in a query; what a row is compared with.
size_t kernel_query_bytes(size_t kernel, size_t dimension);

/// Multiply-adds of one lane that the kernel cannot do without, for a row of `dimension` components.
size_t kernel_multiply_adds(size_t kernel, size_t dimension);

/// Whether the kernel visits rows in the order of `ids`; else it takes them as they lie.
bool kernel_takes_ids(size_t kernel);

/// Cleared memory in pages of 2 MiB where the system gives them, as indexes ask for; NULL when there is not enough.
/// `free` gives it back.
void *kernel_memory(size_t bytes);

/// Rows in one piece of memory, filled with small values that suit the kernel, and a query.
typedef struct kernel_data kernel_data;

/// NULL when there is not enough memory.
kernel_data *kernel_data_make(size_t kernel, size_t dimension, size_t rows);
void kernel_data_free(kernel_data *data);

/// Compares the query with `count` rows, `passes` times over; the sum of all distances, so that none is left out.
/// Shape: `ids` holds `count` row numbers; a kernel that takes none goes over `count` rows from the first on.
double kernel_run(const kernel_data *data, size_t kernel, size_t set, const uint32_t *ids, size_t count, size_t passes);

/// Multiply-adds of one lane in `rounds` rounds of a loop over registers alone; does that many and says how many.
/// `set` chooses the width: 64 bytes for avx512, 32 for avx2 with fused instructions, else what the compiler's
/// baseline has.
uint64_t roof_multiply_adds(size_t set, size_t rounds);

/// Reads `bytes` (a multiple of 1024) from `from` on `passes` times, in the width of `set`, and returns their sum.
uint64_t roof_read(size_t set, const void *from, size_t bytes, size_t passes);

/// The product of `queries` and the transposed `rows` by the BLAS that VectorCore is linked with, block by block of rows; what a
/// scan for many queries costs at least. False when there is not enough memory.
/// Shape: `queries` is (count, dimension), `rows` is (rows_count, dimension).
bool roof_multiply(const float *queries, size_t count, const float *rows, size_t rows_count, size_t dimension);
