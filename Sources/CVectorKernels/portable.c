// The meaning of every kernel, in plain C. Eight partial sums, which the compiler may keep in one or two vector
// registers of whatever the platform has.
#include "tables.h"
#include "names.h"

#define PREFIX portable

static inline float portable_squared_l2(const float *x, const float *y, size_t n) {
    float sums[8] = {0};
    size_t i = 0;
    for (; i + 8 <= n; i += 8) {
        for (size_t lane = 0; lane < 8; lane++) {
            float difference = x[i + lane] - y[i + lane];
            sums[lane] += difference * difference;
        }
    }
    for (size_t lane = 0; i < n; i++, lane++) {
        float difference = x[i] - y[i];
        sums[lane] += difference * difference;
    }
    return ((sums[0] + sums[4]) + (sums[1] + sums[5])) + ((sums[2] + sums[6]) + (sums[3] + sums[7]));
}

static inline float portable_dot(const float *x, const float *y, size_t n, float offset) {
    float sums[8] = {0};
    size_t i = 0;
    for (; i + 8 <= n; i += 8) {
        for (size_t lane = 0; lane < 8; lane++) sums[lane] += x[i + lane] * y[i + lane];
    }
    for (size_t lane = 0; i < n; i++, lane++) sums[lane] += x[i] * y[i];
    return offset - (((sums[0] + sums[4]) + (sums[1] + sums[5])) + ((sums[2] + sums[6]) + (sums[3] + sums[7])));
}

// Bit by bit over a nibble table: the reflected polynomial of Castagnoli is 0x82F63B78.
static uint32_t portable_crc32c(uint32_t former, const uint8_t *bytes, size_t count) {
    static const uint32_t nibbles[16] = {
        0x00000000, 0x105ec76f, 0x20bd8ede, 0x30e349b1, 0x417b1dbc, 0x5125dad3, 0x61c69362, 0x7198540d,
        0x82f63b78, 0x92a8fc17, 0xa24bb5a6, 0xb21572c9, 0xc38d26c4, 0xd3d3e1ab, 0xe330a81a, 0xf36e6f75,
    };
    uint32_t crc = ~former;
    for (size_t i = 0; i < count; i++) {
        crc ^= bytes[i];
        crc = (crc >> 4) ^ nibbles[crc & 15];
        crc = (crc >> 4) ^ nibbles[crc & 15];
    }
    return ~crc;
}

#include "rows.inc.h"

TABLE(tessera_portable, "portable")
