// The products of bfloat16 and of bytes by AMX's tiles.
#include "kernels.h"

#if defined(__x86_64__) && defined(__linux__)
#include <immintrin.h>
#include <stdatomic.h>
#include <sys/syscall.h>
#include <unistd.h>

// Linux gives a process the tiles' registers only when it asks: ARCH_REQ_XCOMP_PERM for XTILEDATA.
int tessera_has_tiles(void) {
    static atomic_int known = -1;
    int has = atomic_load_explicit(&known, memory_order_relaxed);
    if (has < 0) {
        has = __builtin_cpu_supports("amx-tile") && __builtin_cpu_supports("amx-bf16") &&
              __builtin_cpu_supports("amx-int8") && __builtin_cpu_supports("avx512bf16") &&
              syscall(SYS_arch_prctl, 0x1023, 18) == 0;
        atomic_store_explicit(&known, has, memory_order_relaxed);
    }
    return has;
}

#pragma clang attribute push(                                                                                          \
    __attribute__((target("amx-tile,amx-bf16,amx-int8,avx512f,avx512vl,avx512dq,avx512bw,avx512bf16,avx2,fma"))),      \
    apply_to = function)
#include "tiles.inc"

void tessera_bf16_product_tiles(const uint16_t *x, const uint16_t *packed, const float *bias, void *y,
                                tessera_product_form form, size_t rows, size_t inputs, size_t outputs, size_t first,
                                size_t count) {
    product_end end = {form, bias, NULL, NULL, y, outputs};
    multiply_in_form(PAIRS, x, packed, &end, rows, narrow_stride(inputs) * 2, first, count);
}

void tessera_int8_product_tiles(const uint8_t *x, const float *marks, const int8_t *packed, const float *terms, void *y,
                                tessera_product_form form, size_t rows, size_t inputs, size_t outputs, size_t first,
                                size_t count) {
    product_end end = {form, NULL, terms, marks, y, outputs};
    multiply_in_form(QUADS, x, packed, &end, rows, byte_stride(inputs), first, count);
}
#pragma clang attribute pop

#else
int tessera_has_tiles(void) { return 0; }
#endif
