#if defined(__x86_64__)
#include <immintrin.h>
#pragma clang attribute push(__attribute__((target("avx512f,avx512vl,avx512dq,avx512bw,avx512bf16,avx2,fma"))), apply_to = function)
#define NAME(kernel) tessera_##kernel##_pairs
#define ROWS 12
#define VECTORS 2
#define NARROW_ROWS 12
#define ONLY_PRODUCT
#define NARROW_GELU(v) ((v) = (lanes)gelu((__m512)(v)))
#define ROUND(v) ((halves)_mm512_cvtneps_pbh((__m512)(v)))
#define PAIRS(sums, x, w) ((lanes)_mm512_dpbf16_ps((__m512)(sums), (__m512bh)(x), (__m512bh)(w)))
#include "vectors.inc"
#include "functions.inc"
#include "bf16.inc"
#pragma clang attribute pop
#endif
