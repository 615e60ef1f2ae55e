// The two roofs over a kernel on this core: how fast it multiplies and adds in registers, how fast it reads.
#include "include/CKernelLoops.h"
#include <stdlib.h>
#include <string.h>

// Twelve sums that do not wait for one another are more than any present core's latency times its units. `FUSED` is
// one instruction where the set has it. The compiler cannot shorten the loop: its factor comes through `volatile`.
#define MULTIPLY_ADDS(name, target, type, FUSED)                                                            \
    target static uint64_t name(size_t rounds) {                                                            \
        volatile float one = 1;                                                                             \
        type factor, sums[12];                                                                              \
        for (size_t lane = 0; lane < sizeof(type) / sizeof(float); lane++) factor[lane] = one;              \
        for (int i = 0; i < 12; i++) sums[i] = factor;                                                      \
        for (size_t round = 0; round < rounds; round++) {                                                   \
            _Pragma("clang loop unroll(full)") for (int i = 0; i < 12; i++) sums[i] = FUSED(sums[i], factor, factor); \
        }                                                                                                   \
        volatile float kept = 0;                                                                            \
        for (int i = 0; i < 12; i++) kept += sums[i][0];                                                    \
        return (uint64_t)rounds * 12 * (sizeof(type) / sizeof(float));                                      \
    }

#define READS(name, target, type)                                                    \
    target static uint64_t name(const void *from, size_t bytes, size_t passes) {     \
        type sums[8] = {0};                                                          \
        for (size_t pass = 0; pass < passes; pass++) {                               \
            const type *at = from, *end = (const type *)((const char *)from + bytes); \
            for (; at < end; at += 8) {                                              \
                _Pragma("clang loop unroll(full)") for (int i = 0; i < 8; i++) sums[i] += at[i]; \
            }                                                                        \
            __asm__ volatile("" ::: "memory");                                       \
        }                                                                            \
        uint64_t sum = 0;                                                            \
        for (int i = 0; i < 8; i++)                                                  \
            for (size_t lane = 0; lane < sizeof(type) / 8; lane++) sum += (uint64_t)sums[i][lane]; \
        return sum;                                                                  \
    }

typedef float float16 __attribute__((vector_size(64)));
typedef float float8 __attribute__((vector_size(32)));
typedef float float4 __attribute__((vector_size(16)));
typedef uint64_t word8 __attribute__((vector_size(64)));
typedef uint64_t word4 __attribute__((vector_size(32)));
typedef uint64_t word2 __attribute__((vector_size(16)));

#define FUSED(a, b, c) __builtin_elementwise_fma(a, b, c)
#define SEPARATE(a, b, c) ((a) * (b) + (c))

#if defined(__x86_64__)
#define AVX2 __attribute__((target("avx2,fma")))
MULTIPLY_ADDS(adds_avx512, __attribute__((target("avx512f,avx2,fma"))), float16, FUSED)
MULTIPLY_ADDS(adds_avx2, AVX2, float8, FUSED)
MULTIPLY_ADDS(adds_baseline, , float4, SEPARATE)
READS(read_avx512, __attribute__((target("avx512f,avx2"))), word8)
READS(read_avx2, AVX2, word4)
#else
MULTIPLY_ADDS(adds_baseline, , float4, FUSED)
#endif
READS(read_baseline, , word2)

static bool is(size_t set, const char *name) {
    const char *own = kernel_set_name(set);
    return own && strcmp(own, name) == 0;
}

uint64_t roof_multiply_adds(size_t set, size_t rounds) {
#if defined(__x86_64__)
    if (is(set, "avx512") || is(set, "avx512vnni")) return adds_avx512(rounds);
    if (is(set, "avx2")) return adds_avx2(rounds);
#endif
    (void)is;
    return adds_baseline(rounds);
}

uint64_t roof_read(size_t set, const void *from, size_t bytes, size_t passes) {
#if defined(__x86_64__)
    if (is(set, "avx512") || is(set, "avx512vnni")) return read_avx512(from, bytes, passes);
    if (is(set, "avx2")) return read_avx2(from, bytes, passes);
#endif
    return read_baseline(from, bytes, passes);
}

// MARK: - Matrix product

// As every BLAS exports it; CblasRowMajor is 101, CblasNoTrans 111, CblasTrans 112.
void cblas_sgemm(int order, int transA, int transB, int m, int n, int k, float alpha, const float *a, int lda, const float *b,
                 int ldb, float beta, float *c, int ldc);

bool roof_multiply(const float *queries, size_t count, const float *rows, size_t rows_count, size_t dimension) {
    // Long enough that packing the queries anew for each block costs nothing; the products need not be kept.
    enum { BLOCK = 4096 };
    float *products = malloc(count * BLOCK * sizeof(float));
    if (!products) return false;
    for (size_t first = 0; first < rows_count; first += BLOCK) {
        size_t n = rows_count - first < BLOCK ? rows_count - first : BLOCK;
        cblas_sgemm(101, 111, 112, (int)count, (int)n, (int)dimension, 1, queries, (int)dimension, rows + first * dimension,
                    (int)dimension, 0, products, BLOCK);
    }
    free(products);
    return true;
}
