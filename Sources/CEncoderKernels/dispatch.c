// Picks the kernels of this processor.
#include "kernels.h"
#include <string.h>

#if defined(__x86_64__)
#define HAS_AVX512                                                                                    \
    (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&                       \
     __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw"))
#define HAS_AVX2 (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
#define CALL(kernel, ...)                                                                             \
    do {                                                                                              \
        if (HAS_AVX512) tessera_##kernel##_avx512(__VA_ARGS__);                                       \
        else if (HAS_AVX2) tessera_##kernel##_avx2(__VA_ARGS__);                                      \
        else tessera_##kernel##_portable(__VA_ARGS__);                                                \
    } while (0)
#define HAS_QUADS (HAS_AVX512 && __builtin_cpu_supports("avx512vnni"))
#define HAS_PAIRS (HAS_AVX512 && __builtin_cpu_supports("avx512bf16"))
#else
#define HAS_AVX512 0
#define HAS_AVX2 0
#define HAS_PAIRS 0
#define HAS_QUADS 0
#define CALL(kernel, ...) tessera_##kernel##_portable(__VA_ARGS__)
#endif

int tessera_encoder_has_packed_product(void) { return HAS_AVX512 ? 1 : 0; }

size_t tessera_encoder_packed_count(size_t outputs, size_t inputs) {
    return (outputs + TESSERA_PANEL - 1) / TESSERA_PANEL * TESSERA_PANEL * inputs;
}

void tessera_encoder_pack(const float *weights, size_t first, size_t count, size_t outputs, size_t inputs, float *packed) {
    CALL(pack, weights, first, count, outputs, inputs, packed);
}

void tessera_encoder_packed_product(const float *x, const float *packed, const float *bias, float *y, size_t rows,
                                    size_t inputs, size_t outputs, size_t first, size_t count) {
    CALL(packed_product, x, packed, bias, y, rows, inputs, outputs, first, count);
}

size_t tessera_encoder_attention_count(size_t length, size_t width) {
    // Keys and values by panels, and the scores of a tile's rows, of which no tile has more than 12.
    return tessera_encoder_packed_count(length, width) + tessera_encoder_packed_count(width, length) + 12 * length;
}

void tessera_encoder_attention(const float *qkv, size_t qkv_stride, float *context, size_t stride, size_t length,
                               size_t heads, size_t first, size_t count, size_t width, float factor, float *work) {
    CALL(attention, qkv, qkv_stride, context, stride, length, heads, first, count, width, factor, work);
}

int tessera_encoder_copy_finite(const void *x, float *y, size_t count) {
#if defined(__x86_64__)
    if (HAS_AVX512) return tessera_copy_finite_avx512(x, y, count);
    if (HAS_AVX2) return tessera_copy_finite_avx2(x, y, count);
#endif
    return tessera_copy_finite_portable(x, y, count);
}

int tessera_encoder_are_finite(const float *x, size_t count) {
#if defined(__x86_64__)
    if (HAS_AVX512) return tessera_are_finite_avx512(x, count);
    if (HAS_AVX2) return tessera_are_finite_avx2(x, count);
#endif
    return tessera_are_finite_portable(x, count);
}

void tessera_encoder_add_bias(float *x, const float *bias, size_t rows, size_t columns) {
    CALL(add_bias, x, bias, rows, columns);
}

void tessera_encoder_gelu(float *x, const float *bias, size_t rows, size_t columns) {
    CALL(gelu, x, bias, rows, columns);
}

void tessera_encoder_add_norm(float *x, const float *y, const float *bias, const float *scale, const float *shift,
                              float epsilon, size_t rows, size_t columns) {
    CALL(add_norm, x, y, bias, scale, shift, epsilon, rows, columns);
}

void tessera_encoder_softmax(float *x, float factor, size_t rows, size_t columns) {
    CALL(softmax, x, factor, rows, columns);
}

/// 4 by tiles, 3 by the dot products of AVX-512 that are asked about, 2 to 0 by AVX-512, AVX2 and neither.
static int level(int has_dot_products) {
    if (tessera_has_tiles()) return 4;
    if (has_dot_products) return 3;
    return HAS_AVX512 ? 2 : HAS_AVX2 ? 1 : 0;
}

int tessera_encoder_bf16_level(void) { return level(HAS_PAIRS); }

size_t tessera_encoder_bf16_stride(size_t columns) { return narrow_stride(columns); }

size_t tessera_encoder_bf16_packed_count(size_t outputs, size_t inputs) {
    return tessera_encoder_packed_count(outputs, tessera_encoder_bf16_stride(inputs));
}

void tessera_encoder_bf16_pack(const float *weights, size_t first, size_t count, size_t outputs, size_t inputs,
                               uint16_t *packed) {
    CALL(bf16_pack, weights, first, count, outputs, inputs, packed);
}

void tessera_encoder_to_bf16(const float *x, uint16_t *y, size_t rows, size_t columns) {
    CALL(to_bf16, x, y, rows, columns);
}

void tessera_encoder_bf16_product_by(int level, const uint16_t *x, const uint16_t *packed, const float *bias, void *y,
                                     tessera_product_form form, size_t rows, size_t inputs, size_t outputs,
                                     size_t first, size_t count) {
    switch (level) {
#if defined(__x86_64__)
#if defined(__linux__)
    case 4: tessera_bf16_product_tiles(x, packed, bias, y, form, rows, inputs, outputs, first, count); break;
#endif
    case 3: tessera_bf16_product_pairs(x, packed, bias, y, form, rows, inputs, outputs, first, count); break;
    case 2: tessera_bf16_product_avx512(x, packed, bias, y, form, rows, inputs, outputs, first, count); break;
    case 1: tessera_bf16_product_avx2(x, packed, bias, y, form, rows, inputs, outputs, first, count); break;
#endif
    default: tessera_bf16_product_portable(x, packed, bias, y, form, rows, inputs, outputs, first, count);
    }
}

void tessera_encoder_bf16_product(const uint16_t *x, const uint16_t *packed, const float *bias, void *y,
                                  tessera_product_form form, size_t rows, size_t inputs, size_t outputs, size_t first,
                                  size_t count) {
    tessera_encoder_bf16_product_by(tessera_encoder_bf16_level(), x, packed, bias, y, form, rows, inputs, outputs, first,
                                    count);
}

int tessera_encoder_int8_level(void) { return level(HAS_QUADS); }

size_t tessera_encoder_int8_stride(size_t columns) { return byte_stride(columns); }

size_t tessera_encoder_int8_packed_count(size_t outputs, size_t inputs) {
    return tessera_encoder_packed_count(outputs, tessera_encoder_int8_stride(inputs));
}

void tessera_encoder_int8_pack(const float *weights, const float *bias, const int32_t *outliers, size_t first,
                               size_t count, size_t outputs, size_t inputs, int8_t *packed, float *terms) {
    size_t stride = tessera_encoder_int8_stride(inputs);
    size_t padded = tessera_encoder_packed_count(outputs, 1);
    if (first == 0) {
        memset(packed, 0, tessera_encoder_int8_packed_count(outputs, inputs));
        memset(terms, 0, TESSERA_TERMS * padded * sizeof *terms);
    }
    for (size_t output = first; output < first + count; output++, weights += inputs)
        CALL(int8_pack_output, weights, bias[output], outliers, inputs,
             packed + output / TESSERA_PANEL * TESSERA_PANEL * stride + output % TESSERA_PANEL * 4, terms + output, padded);
}

void tessera_encoder_to_int8(float *x, const int32_t *outliers, uint8_t *q, float *marks, size_t rows, size_t columns) {
    CALL(to_int8, x, outliers, q, marks, rows, columns);
}

void tessera_encoder_bf16_to_int8(const uint16_t *x, const int32_t *outliers, uint8_t *q, float *marks, size_t rows,
                                  size_t columns) {
    CALL(bf16_to_int8, x, outliers, q, marks, rows, columns);
}

void tessera_encoder_int8_product_by(int level, const uint8_t *q, const float *marks, const int8_t *packed,
                                     const float *terms, void *y, tessera_product_form form, size_t rows, size_t inputs,
                                     size_t outputs, size_t first, size_t count) {
    switch (level) {
#if defined(__x86_64__)
#if defined(__linux__)
    case 4: tessera_int8_product_tiles(q, marks, packed, terms, y, form, rows, inputs, outputs, first, count); break;
#endif
    case 3: tessera_int8_product_quads(q, marks, packed, terms, y, form, rows, inputs, outputs, first, count); break;
    case 2: tessera_int8_product_avx512(q, marks, packed, terms, y, form, rows, inputs, outputs, first, count); break;
    case 1: tessera_int8_product_avx2(q, marks, packed, terms, y, form, rows, inputs, outputs, first, count); break;
#endif
    default: tessera_int8_product_portable(q, marks, packed, terms, y, form, rows, inputs, outputs, first, count);
    }
}

void tessera_encoder_int8_product(const uint8_t *q, const float *marks, const int8_t *packed, const float *terms, void *y,
                                  tessera_product_form form, size_t rows, size_t inputs, size_t outputs, size_t first,
                                  size_t count) {
    tessera_encoder_int8_product_by(tessera_encoder_int8_level(), q, marks, packed, terms, y, form, rows, inputs, outputs,
                                    first, count);
}

int tessera_encoder_has_bf16_attention(size_t width) {
    return width % 32 == 0 && tessera_encoder_bf16_level() >= 3;
}

size_t tessera_encoder_bf16_attention_bytes(size_t length, size_t width) {
    size_t padded = (length + 31) / 32 * 32;
    // Keys and values by pairs, up to sixteen queries, their scores and weights.
    return padded * width * 2 * 2 + 16 * width * 2 + 16 * padded * (4 + 2);
}

void tessera_encoder_bf16_attention(const uint16_t *qkv, size_t qkv_stride, uint16_t *context, size_t stride,
                                    size_t length, size_t heads, size_t first, size_t count, size_t width,
                                    float factor, void *work) {
#if defined(__x86_64__)
#if defined(__linux__)
    if (tessera_has_tiles()) {
        tessera_bf16_attention_tiles(qkv, qkv_stride, context, stride, length, heads, first, count, width, factor,
                                     work);
        return;
    }
#endif
    tessera_bf16_attention_pairs(qkv, qkv_stride, context, stride, length, heads, first, count, width, factor, work);
#else
    (void)qkv, (void)qkv_stride, (void)context, (void)stride, (void)length, (void)heads, (void)first, (void)count;
    (void)width, (void)factor, (void)work;
#endif
}
