#if defined(__x86_64__)
#include <immintrin.h>
#pragma clang attribute push(__attribute__((target("avx512f,avx512vl,avx512dq,avx512bw,avx512vnni,avx2,fma"))), apply_to = function)
#define NAME(kernel) tessera_##kernel##_quads
#define ROWS 12
#define VECTORS 2
#define NARROW_ROWS 12
#define ONLY_PRODUCT
#define ONLY_FLOATS
#define NARROW_GELU(v) ((v) = (lanes)gelu((__m512)(v)))
#define NO_PAIRS
#define QUADS(sums, x, w) ((integers)_mm512_dpbusd_epi32((__m512i)(sums), (__m512i)(x), (__m512i)(w)))
#include "vectors.inc"
#include "functions.inc"
#include "bf16.inc"
#include "int8.inc"
#pragma clang attribute pop
#endif
