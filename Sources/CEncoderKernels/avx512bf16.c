#if defined(__x86_64__)
#include <immintrin.h>
#pragma clang attribute push(__attribute__((target("avx512f,avx512vl,avx512dq,avx512bw,avx512bf16,avx2,fma"))), apply_to = function)
#define NAME(kernel) tessera_##kernel##_pairs
#define ROWS 12
#define VECTORS 2
#define ONLY_PRODUCT
#define PAIRS(sums, x, w) ((lanes)_mm512_dpbf16_ps((__m512)(sums), (__m512bh)(x), (__m512bh)(w)))
#include "vectors.inc"
#include "bf16.inc"
#pragma clang attribute pop
#endif
