// The kernels by instruction set; the dispatch picks one at run time.
#pragma once
#include "include/CEncoderKernels.h"

#define TESSERA_KERNELS(SUFFIX)                                                                                     \
    void tessera_add_bias_##SUFFIX(float *, const float *, size_t, size_t);                                         \
    void tessera_gelu_##SUFFIX(float *, const float *, size_t, size_t);                                             \
    void tessera_add_norm_##SUFFIX(float *, const float *, const float *, const float *, const float *, float,      \
                                   size_t, size_t);                                                                 \
    void tessera_softmax_##SUFFIX(float *, float, size_t, size_t);                                                  \
    void tessera_packed_product_##SUFFIX(const float *, const float *, const float *, float *, size_t, size_t, size_t);

TESSERA_KERNELS(portable)
TESSERA_KERNELS(avx2)
TESSERA_KERNELS(avx512)
