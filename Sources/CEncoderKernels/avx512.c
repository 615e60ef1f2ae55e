#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx512f,avx512vl,avx512dq,avx512bw,avx2,fma"))), apply_to = function)
// Twelve rows by two registers: 24 of 32 hold sums.
#define NAME(kernel) tessera_##kernel##_avx512
#define ROWS 12
#define VECTORS 2
#include "kernels.inc"
#include "bf16.inc"
#pragma clang attribute pop
#endif
