// Four lanes and fused multiply-add, which every 64-bit ARM processor has.
#include "tables.h"
#if defined(__aarch64__)
#include <arm_acle.h>
#include <arm_neon.h>
#include "names.h"

#define PREFIX neon

static inline float neon_sum(float32x4_t a, float32x4_t b, float32x4_t c, float32x4_t d) {
    return vaddvq_f32(vaddq_f32(vaddq_f32(a, b), vaddq_f32(c, d)));
}

static inline float neon_squared_l2(const float *x, const float *y, size_t n) {
    float32x4_t a = vdupq_n_f32(0), b = a, c = a, d = a;
    size_t i = 0;
    for (; i + 16 <= n; i += 16) {
        float32x4_t p = vsubq_f32(vld1q_f32(x + i), vld1q_f32(y + i));
        float32x4_t q = vsubq_f32(vld1q_f32(x + i + 4), vld1q_f32(y + i + 4));
        float32x4_t r = vsubq_f32(vld1q_f32(x + i + 8), vld1q_f32(y + i + 8));
        float32x4_t s = vsubq_f32(vld1q_f32(x + i + 12), vld1q_f32(y + i + 12));
        a = vfmaq_f32(a, p, p);
        b = vfmaq_f32(b, q, q);
        c = vfmaq_f32(c, r, r);
        d = vfmaq_f32(d, s, s);
    }
    for (; i + 4 <= n; i += 4) {
        float32x4_t p = vsubq_f32(vld1q_f32(x + i), vld1q_f32(y + i));
        a = vfmaq_f32(a, p, p);
    }
    float sum = neon_sum(a, b, c, d);
    for (; i < n; i++) sum += (x[i] - y[i]) * (x[i] - y[i]);
    return sum;
}

static inline float neon_dot(const float *x, const float *y, size_t n, float offset) {
    float32x4_t a = vdupq_n_f32(0), b = a, c = a, d = a;
    size_t i = 0;
    for (; i + 16 <= n; i += 16) {
        a = vfmaq_f32(a, vld1q_f32(x + i), vld1q_f32(y + i));
        b = vfmaq_f32(b, vld1q_f32(x + i + 4), vld1q_f32(y + i + 4));
        c = vfmaq_f32(c, vld1q_f32(x + i + 8), vld1q_f32(y + i + 8));
        d = vfmaq_f32(d, vld1q_f32(x + i + 12), vld1q_f32(y + i + 12));
    }
    for (; i + 4 <= n; i += 4) a = vfmaq_f32(a, vld1q_f32(x + i), vld1q_f32(y + i));
    float sum = neon_sum(a, b, c, d);
    for (; i < n; i++) sum += x[i] * y[i];
    return offset - sum;
}

__attribute__((target("crc"))) static uint32_t neon_crc32c(uint32_t former, const uint8_t *bytes, size_t count) {
    uint32_t crc = ~former;
    size_t i = 0;
    for (; i + 8 <= count; i += 8) {
        uint64_t word;
        memcpy(&word, bytes + i, 8);
        crc = __crc32cd(crc, word);
    }
    for (; i < count; i++) crc = __crc32cb(crc, bytes[i]);
    return ~crc;
}

#include "rows.inc.h"

TABLE(tessera_neon, "neon")
#endif
