// The kernels by instruction set; the dispatch picks one at run time.
#pragma once
#include "include/CEncoderKernels.h"

// Elements from row to row of bfloat16 and of bytes, where loops ask for them.
static inline size_t narrow_stride(size_t columns) { return (columns + 31) / 32 * 32; }
static inline size_t byte_stride(size_t columns) { return (columns + 63) / 64 * 64; }

/// The next piece when what is left is cut as evenly as can be into pieces of at most `most`, in whole units.
static inline size_t next_piece(size_t left, size_t most, size_t unit) {
    size_t pieces = (left + most - 1) / most;
    return ((left + pieces - 1) / pieces + unit - 1) / unit * unit;
}

#define TESSERA_KERNELS(SUFFIX)                                                                                     \
    void tessera_add_bias_##SUFFIX(float *, const float *, size_t, size_t);                                         \
    void tessera_gelu_##SUFFIX(float *, const float *, size_t, size_t);                                             \
    void tessera_add_norm_##SUFFIX(float *, const float *, const float *, const float *, const float *, float,      \
                                   size_t, size_t);                                                                 \
    void tessera_softmax_##SUFFIX(float *, float, size_t, size_t);                                                  \
    void tessera_packed_product_##SUFFIX(const float *, const float *, const float *, float *, size_t, size_t, size_t,    \
                                         size_t, size_t);                                                           \
    void tessera_attention_##SUFFIX(const float *, size_t, float *, size_t, size_t, size_t, size_t, size_t, size_t, \
                                    float, float *);                                                                \
    int tessera_are_finite_##SUFFIX(const float *, size_t);                                                        \
    int tessera_copy_finite_##SUFFIX(const void *, float *, size_t);                                               \
    void tessera_pack_##SUFFIX(const float *, size_t, size_t, size_t, size_t, float *);                             \
    void tessera_bf16_pack_##SUFFIX(const float *, size_t, size_t, size_t, size_t, uint16_t *);                     \
    void tessera_to_bf16_##SUFFIX(const float *, uint16_t *, size_t, size_t);                                      \
    void tessera_bf16_product_##SUFFIX(const uint16_t *, const uint16_t *, const float *, void *, tessera_product_form, \
                                       size_t, size_t, size_t, size_t, size_t);                                    \
    void tessera_to_int8_##SUFFIX(float *, const int32_t *, uint8_t *, float *, size_t, size_t);                    \
    void tessera_bf16_to_int8_##SUFFIX(const uint16_t *, const int32_t *, uint8_t *, float *, size_t, size_t);      \
    void tessera_int8_pack_output_##SUFFIX(const float *, float, const int32_t *, size_t, int8_t *, float *, size_t); \
    void tessera_int8_product_##SUFFIX(const uint8_t *, const float *, const int8_t *, const float *, void *,       \
                                       tessera_product_form, size_t, size_t, size_t, size_t, size_t);

TESSERA_KERNELS(portable)
TESSERA_KERNELS(avx2)
TESSERA_KERNELS(avx512)

// Of AVX-512 BF16 and VNNI, and of AMX.
void tessera_bf16_product_pairs(const uint16_t *, const uint16_t *, const float *, void *, tessera_product_form, size_t,
                                size_t, size_t, size_t, size_t);
void tessera_bf16_product_tiles(const uint16_t *, const uint16_t *, const float *, void *, tessera_product_form, size_t,
                                size_t, size_t, size_t, size_t);
void tessera_bf16_attention_tiles(const uint16_t *, size_t, uint16_t *, size_t, size_t, size_t, size_t, size_t, size_t,
                                  float, void *);
void tessera_bf16_attention_pairs(const uint16_t *, size_t, uint16_t *, size_t, size_t, size_t, size_t, size_t, size_t,
                                  float, void *);
void tessera_int8_product_quads(const uint8_t *, const float *, const int8_t *, const float *, void *,
                                tessera_product_form, size_t, size_t, size_t, size_t, size_t);
void tessera_int8_product_tiles(const uint8_t *, const float *, const int8_t *, const float *, void *,
                                tessera_product_form, size_t, size_t, size_t, size_t, size_t);
/// Asks the system for the tiles' registers, once; 0 where it has none to give.
int tessera_has_tiles(void);
