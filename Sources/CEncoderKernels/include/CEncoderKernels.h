// The arithmetic of a transformer encoder that BLAS has not: the steps between the matrix products, and the product
// with weights that were packed once. Pure functions over row-major blocks; nothing here allocates or keeps state.
#pragma once
#include <stddef.h>
#include <stdint.h>

/// Output columns per panel of packed weights.
#define TESSERA_PANEL 32

/// Whether the packed product of this processor is worth its packing; BLAS is the better choice where it is not.
int tessera_encoder_has_packed_product(void);

/// Floats that the packed form of (outputs, inputs) weights takes.
size_t tessera_encoder_packed_count(size_t outputs, size_t inputs);

/// Packs row-major weights into panels of 32 outputs, each (inputs, 32), padded with zeros: `weights` is (count, inputs), those
/// of the outputs from `first` on. Calls for other outputs may come in any order.
void tessera_encoder_pack(const float *weights, size_t first, size_t count, size_t outputs, size_t inputs, float *packed);

/// Some columns of y = x · Wᵀ + bias: `count` outputs from `first` on, where a panel begins. Others may be computed by other
/// threads meanwhile. Shapes: x (rows, inputs), y (rows, outputs), bias (outputs) or NULL.
void tessera_encoder_packed_product(const float *x, const float *packed, const float *bias, float *y, size_t rows,
                                    size_t inputs, size_t outputs, size_t first, size_t count);

/// Floats that attention over so many tokens needs as working memory.
size_t tessera_encoder_attention_count(size_t length, size_t width);

/// context = softmax(Q · Kᵀ · factor) · V for `count` heads of one sequence, from `first` on.
///
/// Shapes: `qkv` is (length, qkv_stride): query, key and value, each (heads, width); `context` is (length, stride), each
/// row (heads, width).
void tessera_encoder_attention(const float *qkv, size_t qkv_stride, float *context, size_t stride, size_t length,
                               size_t heads, size_t first, size_t count, size_t width, float factor, float *work);

/// Copies `count` floats from any address, and tells whether all are numbers and none infinite.
int tessera_encoder_copy_finite(const void *x, float *y, size_t count);

/// Whether all values are numbers, and none infinite.
int tessera_encoder_are_finite(const float *x, size_t count);

/// x = x + bias in each row.
void tessera_encoder_add_bias(float *x, const float *bias, size_t rows, size_t columns);

/// x = gelu(x + bias), by the error function; bias may be NULL.
void tessera_encoder_gelu(float *x, const float *bias, size_t rows, size_t columns);

/// x = layer norm of (x + y + bias) with scale and shift, row by row; y and bias may be NULL.
void tessera_encoder_add_norm(float *x, const float *y, const float *bias, const float *scale, const float *shift,
                              float epsilon, size_t rows, size_t columns);

/// x = softmax(x · factor), row by row.
void tessera_encoder_softmax(float *x, float factor, size_t rows, size_t columns);

// Products of bfloat16, summed in float32. A row of bfloat16 takes `tessera_encoder_bf16_stride` elements, of which those
// beyond its columns are zero. Blocks that a product reads or writes have room for whole sixteens of rows, and for
// attention for 31 more; what lies in rows beyond the last is of no meaning.

/// What a product leaves.
typedef enum {
    TESSERA_FLOATS, ///< float32: (rows, outputs)
    TESSERA_BF16,   ///< bfloat16: (rows, stride of outputs)
    TESSERA_GELU,   ///< bfloat16 of its GELU
} tessera_product_form;

/// Which product is this processor's fastest: 4 by tiles (AMX), 3 by dot products of pairs (AVX-512 BF16), by widening in the
/// registers of AVX-512 (2), AVX2 (1) or whatever there is (0).
int tessera_encoder_bf16_level(void);

/// Elements from row to row.
size_t tessera_encoder_bf16_stride(size_t columns);

/// Elements that the packed form of (outputs, inputs) weights takes.
size_t tessera_encoder_bf16_packed_count(size_t outputs, size_t inputs);

/// Packs weights into panels of 32 outputs, each (pairs of inputs, 32, 2), padded with zeros: `weights` is (count, inputs),
/// those of the outputs from `first` on. Calls for other outputs may come in any order.
void tessera_encoder_bf16_pack(const float *weights, size_t first, size_t count, size_t outputs, size_t inputs,
                               uint16_t *packed);

/// Rounds (rows, columns) floats to the nearest bfloat16, ties to even.
void tessera_encoder_to_bf16(const float *x, uint16_t *y, size_t rows, size_t columns);

/// Some columns of y = form(x · Wᵀ + bias): `count` outputs from `first` on, where a panel begins. Others may be computed by
/// other threads meanwhile. Shapes: x (rows, stride of inputs), y as the form says, bias (outputs, padded to whole panels).
void tessera_encoder_bf16_product(const uint16_t *x, const uint16_t *packed, const float *bias, void *y,
                                  tessera_product_form form, size_t rows, size_t inputs, size_t outputs, size_t first,
                                  size_t count);

/// The same by the product of a level, which is at most this processor's.
void tessera_encoder_bf16_product_by(int level, const uint16_t *x, const uint16_t *packed, const float *bias, void *y,
                                     tessera_product_form form, size_t rows, size_t inputs, size_t outputs,
                                     size_t first, size_t count);

/// Whether attention over heads of this width is there in bfloat16.
int tessera_encoder_has_bf16_attention(size_t width);

/// Bytes that attention over so many tokens needs as working memory.
size_t tessera_encoder_bf16_attention_bytes(size_t length, size_t width);

/// context = softmax(Q · Kᵀ · factor) · V for `count` heads of one sequence, from `first` on.
///
/// Shapes: `qkv` is (length, qkv_stride): query, key and value, each (heads, width); `context` is (length, stride), each
/// row (heads, width). `work` begins at a cache line.
void tessera_encoder_bf16_attention(const uint16_t *qkv, size_t qkv_stride, uint16_t *context, size_t stride,
                                    size_t length, size_t heads, size_t first, size_t count, size_t width,
                                    float factor, void *work);

// Products of bytes. A row of x becomes unsigned bytes q with a scale and a zero of its own, x = scale · (q - zero); each
// output's weights become signed bytes with a scale of their own. A few inputs, the outliers, whose values would make every
// row's scale coarse, are kept out of the bytes and multiplied in float32.

/// Inputs of a layer that are kept wide, at most.
#define TESSERA_OUTLIERS 4

/// Floats that go with a row of bytes: its scale, its zero, the outliers' values; the rest is for alignment.
#define TESSERA_MARKS 8

/// Floats that go with an output: its scale, the sum of its bytes, its bias, the outliers' weights.
#define TESSERA_TERMS (3 + TESSERA_OUTLIERS)

/// Which product is this processor's fastest: 4 by tiles (AMX), 3 by dot products of quads (AVX-512 VNNI), by widening in the
/// registers of AVX-512 (2), AVX2 (1) or whatever there is (0).
int tessera_encoder_int8_level(void);

/// Bytes from row to row.
size_t tessera_encoder_int8_stride(size_t columns);

/// Bytes that the packed form of (outputs, inputs) weights takes.
size_t tessera_encoder_int8_packed_count(size_t outputs, size_t inputs);

/// Packs weights into panels of 32 outputs, each (quads of inputs, 32, 4), padded with zeros: `weights` is (count, inputs),
/// those of the outputs from `first` on. The call with the output 0 comes before the others.
///
/// Shapes: `bias` is (outputs); `outliers` is (TESSERA_OUTLIERS), inputs in rising order, -1 for none; `terms` is
/// (TESSERA_TERMS, outputs padded to whole panels).
void tessera_encoder_int8_pack(const float *weights, const float *bias, const int32_t *outliers, size_t first,
                               size_t count, size_t outputs, size_t inputs, int8_t *packed, float *terms);

/// Makes bytes of (rows, columns) floats, which it changes meanwhile. Shapes: `q` is (rows, stride), `marks` (rows, MARKS).
void tessera_encoder_to_int8(float *x, const int32_t *outliers, uint8_t *q, float *marks, size_t rows, size_t columns);

/// The same of (rows, stride of columns) bfloat16.
void tessera_encoder_bf16_to_int8(const uint16_t *x, const int32_t *outliers, uint8_t *q, float *marks, size_t rows,
                                  size_t columns);

/// Some columns of y = form(x · Wᵀ + bias): `count` outputs from `first` on, where a panel begins. Others may be computed by
/// other threads meanwhile. Shapes: `q` (rows, stride of inputs), `marks` (rows, MARKS), y as the form says; all have room for
/// whole sixteens of rows.
void tessera_encoder_int8_product(const uint8_t *q, const float *marks, const int8_t *packed, const float *terms, void *y,
                                  tessera_product_form form, size_t rows, size_t inputs, size_t outputs, size_t first,
                                  size_t count);

/// The same by the product of a level, which is at most this processor's.
void tessera_encoder_int8_product_by(int level, const uint8_t *q, const float *marks, const int8_t *packed,
                                     const float *terms, void *y, tessera_product_form form, size_t rows, size_t inputs,
                                     size_t outputs, size_t first, size_t count);

/// Tells the processor that this thread waits for another by looking again.
static inline void tessera_pause(void) {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __builtin_arm_yield();
#endif
}

/// Bytes that the hash over weights takes at a time.
#define TESSERA_HASH_BLOCK 32

/// Mixes blocks of four words into four lanes, each word into its own.
void tessera_hash_blocks(uint64_t *lanes, const void *bytes, size_t blocks);
