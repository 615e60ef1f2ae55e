// The kernels by instruction set; the dispatch picks one at run time.
#pragma once
#include "include/CEncoderKernels.h"

#define TESSERA_KERNELS(SUFFIX)                                                                                     \
    void tessera_add_bias_##SUFFIX(float *, const float *, size_t, size_t);                                         \
    void tessera_gelu_##SUFFIX(float *, const float *, size_t, size_t);                                             \
    void tessera_add_norm_##SUFFIX(float *, const float *, const float *, const float *, const float *, float,      \
                                   size_t, size_t);                                                                 \
    void tessera_softmax_##SUFFIX(float *, float, size_t, size_t);                                                  \
    void tessera_packed_product_##SUFFIX(const float *, const float *, const float *, float *, size_t, size_t, size_t);   \
    void tessera_to_bf16_##SUFFIX(const float *, uint16_t *, size_t, size_t);                                      \
    void tessera_bf16_product_##SUFFIX(const uint16_t *, const uint16_t *, const float *, void *, tessera_product_form, \
                                       size_t, size_t, size_t);

TESSERA_KERNELS(portable)
TESSERA_KERNELS(avx2)
TESSERA_KERNELS(avx512)

// Of AVX-512 BF16 and AMX.
void tessera_bf16_product_pairs(const uint16_t *, const uint16_t *, const float *, void *, tessera_product_form, size_t,
                                size_t, size_t);
void tessera_bf16_product_tiles(const uint16_t *, const uint16_t *, const float *, void *, tessera_product_form, size_t,
                                size_t, size_t);
void tessera_bf16_attention_tiles(const uint16_t *, size_t, uint16_t *, size_t, size_t, size_t, size_t, float, void *);
/// Asks the system for the tiles' registers, once; 0 where it has none to give.
int tessera_has_tiles(void);
