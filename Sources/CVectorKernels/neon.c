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

// Look-ups of sixteen codes in one instruction.
#define TESSERA_OWN_PQ4_SCAN
static inline size_t neon_pq_select(
    const float *sums, const float *addends, size_t first, size_t count, float base, float step, float limit,
    uint32_t *positions, float *estimates);

static size_t neon_pq4_scan(
    const uint8_t *table, size_t parts, const uint8_t *blocks, size_t count, const float *addends, float base, float step,
    float limit, uint32_t *positions, float *estimates, const uint8_t *ahead) {
    (void)ahead;
    const uint8x16_t low = vdupq_n_u8(15);
    size_t found = 0;
    for (size_t first = 0; first < count; first += 32) {
        uint16x8_t sums[4] = {vdupq_n_u16(0), vdupq_n_u16(0), vdupq_n_u16(0), vdupq_n_u16(0)};
        for (size_t part = 0; part < parts; part += 4, blocks += 64) {
            uint8x16_t front = vdupq_n_u8(0), back = front;
            for (size_t pair = 0; pair < 2; pair++) {
                uint8x16_t low_table = vld1q_u8(table + 16 * (part + 2 * pair));
                uint8x16_t high_table = vld1q_u8(table + 16 * (part + 2 * pair) + 16);
                uint8x16_t a = vld1q_u8(blocks + 32 * pair), b = vld1q_u8(blocks + 32 * pair + 16);
                front = vaddq_u8(front, vqtbl1q_u8(low_table, vandq_u8(a, low)));
                front = vaddq_u8(front, vqtbl1q_u8(high_table, vshrq_n_u8(a, 4)));
                back = vaddq_u8(back, vqtbl1q_u8(low_table, vandq_u8(b, low)));
                back = vaddq_u8(back, vqtbl1q_u8(high_table, vshrq_n_u8(b, 4)));
            }
            sums[0] = vaddw_u8(sums[0], vget_low_u8(front));
            sums[1] = vaddw_high_u8(sums[1], front);
            sums[2] = vaddw_u8(sums[2], vget_low_u8(back));
            sums[3] = vaddw_high_u8(sums[3], back);
        }
        float wide[32];
        for (size_t j = 0; j < 4; j++) {
            vst1q_f32(wide + 8 * j, vcvtq_f32_u32(vmovl_u16(vget_low_u16(sums[j]))));
            vst1q_f32(wide + 8 * j + 4, vcvtq_f32_u32(vmovl_high_u16(sums[j])));
        }
        size_t rest = count - first < 32 ? count - first : 32;
        found += neon_pq_select(
            wide, addends + first, first, rest, base, step, limit, positions + found, estimates + found);
    }
    return found;
}

#include "rows.inc.h"

TABLE(tessera_neon, "neon")
#endif
