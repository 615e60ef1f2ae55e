#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
// Six rows by two registers: twelve of sixteen hold sums.
#define NAME(kernel) tessera_##kernel##_avx2
#define ROWS 6
#define VECTORS 1
#include "kernels.inc"
#include "bf16.inc"
#pragma clang attribute pop
#endif
