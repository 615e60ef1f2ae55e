// The rotation of vectors before they are made into codes of few bits, and the codes' making. The loops are plain: the
// compiler finds their vectors in each instruction set, but for a Hadamard transform's last strides, for which a file may
// define PREFIX##_hadamard_16 and TESSERA_OWN_HADAMARD_16.

#ifndef TESSERA_OWN_HADAMARD_16
// The transform of each 16 components, times scale.
static inline void NAMED(hadamard_16)(float *x, size_t n, float scale) {
    for (size_t i = 0; i < n; i += 16) {
        float *y = x + i;
        for (size_t stride = 8; stride > 0; stride /= 2) {
            for (size_t j = 0; j < 16; j++) {
                if (j & stride) continue;
                float a = y[j], b = y[j + stride];
                y[j] = a + b;
                y[j + stride] = a - b;
            }
        }
        for (size_t j = 0; j < 16; j++) y[j] *= scale;
    }
}
#endif
#undef TESSERA_OWN_HADAMARD_16

// The orthonormal Walsh-Hadamard transform of n components, a power of two and at least 16.
static inline void NAMED(hadamard)(float *x, size_t n) {
    for (size_t stride = n / 2; stride >= 16; stride /= 2) {
        for (size_t i = 0; i < n; i += 2 * stride) {
            float *upper = x + i, *lower = x + i + stride;
            for (size_t j = 0; j < stride; j++) {
                float a = upper[j], b = lower[j];
                upper[j] = a + b;
                lower[j] = a - b;
            }
        }
    }
    NAMED(hadamard_16)(x, n, 1.0f / sqrtf((float)n));
}

// Flips signs and transforms the first and the last 2^p components in turn, 2^p being the greatest power of two that is
// not above n.
static void NAMED(rotate)(const float *signs, size_t rounds, float *x, size_t n) {
    size_t part = 16;
    while (part * 2 <= n) part *= 2;
    for (size_t round = 0; round < rounds; round++, signs += n) {
        for (size_t i = 0; i < n; i++) x[i] *= signs[i];
        NAMED(hadamard)(round % 2 == 1 ? x + n - part : x, part);
    }
}

// Undoes a rotation.
static void NAMED(rotate_back)(const float *signs, size_t rounds, float *x, size_t n) {
    size_t part = 16;
    while (part * 2 <= n) part *= 2;
    for (size_t round = rounds; round-- > 0;) {
        NAMED(hadamard)(round % 2 == 1 ? x + n - part : x, part);
        for (size_t i = 0; i < n; i++) x[i] *= signs[round * n + i];
    }
}

// The levels of a code: round(x / step + center), between 0 and top, one a byte. Gives the levels' product with x,
// Σ (level - center) x.
static float NAMED(quantize)(const float *x, size_t n, float inverse_step, float center, float top, uint8_t *levels) {
#pragma clang fp reassociate(on)
    float product = 0;
    for (size_t i = 0; i < n; i++) {
        float level = x[i] * inverse_step + center + 0.5f;
        level = level < 0 ? 0 : level;
        level = level > top ? top : level;
        int32_t whole = (int32_t)level;
        levels[i] = (uint8_t)whole;
        product += ((float)whole - center) * x[i];
    }
    return product;
}

// A query's components as signed bytes, round(x / step); gives their sum.
static int32_t NAMED(quantize_query)(const float *x, size_t n, float inverse_step, int8_t *components) {
    int32_t sum = 0;
    for (size_t i = 0; i < n; i++) {
        float value = x[i] * inverse_step;
        int32_t whole = (int32_t)(value + (value < 0 ? -0.5f : 0.5f));
        components[i] = (int8_t)whole;
        sum += whole;
    }
    return sum;
}

// Packs levels, one a byte, as codes.inc.h says that they lie.
static void NAMED(pack)(const uint8_t *levels, size_t n, size_t bits, uint8_t *codes) {
    if (bits == 8) {
        memcpy(codes, levels, n);
    } else if (bits == 4) {
        for (size_t i = 0; i < n;) {
            size_t half = i + 128 <= n ? 64 : 32;
            for (size_t j = 0; j < half; j++) codes[j] = (uint8_t)(levels[i + j] | levels[i + half + j] << 4);
            i += 2 * half;
            codes += half;
        }
    } else if (bits == 2) {
        for (size_t i = 0; i < n; i += 64, codes += 16) {
            for (size_t j = 0; j < 16; j++) {
                codes[j] = (uint8_t)(levels[i + j] | levels[i + 16 + j] << 2 | levels[i + 32 + j] << 4 |
                                     levels[i + 48 + j] << 6);
            }
        }
    } else {
        memset(codes, 0, n / 8);
        for (size_t i = 0; i < n; i++) codes[i / 8] |= (uint8_t)(levels[i] << i % 8);
    }
}
