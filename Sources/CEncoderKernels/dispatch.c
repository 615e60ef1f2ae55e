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
#else
#define HAS_AVX512 0
#define CALL(kernel, ...) tessera_##kernel##_portable(__VA_ARGS__)
#endif

int tessera_encoder_has_packed_product(void) { return HAS_AVX512 ? 1 : 0; }

size_t tessera_encoder_packed_count(size_t outputs, size_t inputs) {
    return (outputs + TESSERA_PANEL - 1) / TESSERA_PANEL * TESSERA_PANEL * inputs;
}

void tessera_encoder_pack(const float *weights, size_t outputs, size_t inputs, float *packed) {
    for (size_t column = 0; column < outputs; column += TESSERA_PANEL, packed += TESSERA_PANEL * inputs)
        for (size_t j = 0; j < TESSERA_PANEL; j++)
            for (size_t k = 0; k < inputs; k++)
                packed[k * TESSERA_PANEL + j] = column + j < outputs ? weights[(column + j) * inputs + k] : 0;
}

void tessera_encoder_packed_product(const float *x, const float *packed, const float *bias, float *y,
                                    size_t rows, size_t inputs, size_t outputs) {
    CALL(packed_product, x, packed, bias, y, rows, inputs, outputs);
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
