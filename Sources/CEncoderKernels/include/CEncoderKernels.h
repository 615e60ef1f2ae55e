// The arithmetic of a transformer encoder that BLAS has not: the steps between the matrix products, and the product
// with weights that were packed once. Pure functions over row-major blocks; nothing here allocates or keeps state.
#pragma once
#include <stddef.h>

/// Output columns per panel of packed weights.
#define TESSERA_PANEL 32

/// Whether the packed product of this processor is worth its packing; BLAS is the better choice where it is not.
int tessera_encoder_has_packed_product(void);

/// Floats that the packed form of (outputs, inputs) weights takes.
size_t tessera_encoder_packed_count(size_t outputs, size_t inputs);

/// Packs (outputs, inputs) row-major weights into panels of 32 outputs, each (inputs, 32), padded with zeros.
void tessera_encoder_pack(const float *weights, size_t outputs, size_t inputs, float *packed);

/// y = x · Wᵀ + bias. Shapes: x (rows, inputs), y (rows, outputs), bias (outputs) or NULL.
void tessera_encoder_packed_product(const float *x, const float *packed, const float *bias, float *y,
                                    size_t rows, size_t inputs, size_t outputs);

/// x = x + bias in each row.
void tessera_encoder_add_bias(float *x, const float *bias, size_t rows, size_t columns);

/// x = gelu(x + bias), by the error function; bias may be NULL.
void tessera_encoder_gelu(float *x, const float *bias, size_t rows, size_t columns);

/// x = layer norm of (x + y + bias) with scale and shift, row by row; y and bias may be NULL.
void tessera_encoder_add_norm(float *x, const float *y, const float *bias, const float *scale, const float *shift,
                              float epsilon, size_t rows, size_t columns);

/// x = softmax(x · factor), row by row.
void tessera_encoder_softmax(float *x, float factor, size_t rows, size_t columns);
