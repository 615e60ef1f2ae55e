// The loop of the hash over weights.
#include "include/CEncoderKernels.h"
#include <string.h>

static inline uint64_t mix(uint64_t lane, uint64_t word) {
    const uint64_t factor = 0xA0761D6478BD642F;
    lane ^= word;
#ifdef __SIZEOF_INT128__
    unsigned __int128 product = (unsigned __int128)lane * factor;
    uint64_t high = (uint64_t)(product >> 64), low = (uint64_t)product;
#else
    uint64_t a = lane >> 32, b = (uint32_t)lane, c = factor >> 32, d = (uint32_t)factor;
    uint64_t middle = a * d + (b * d >> 32), other = b * c + (uint32_t)middle;
    uint64_t high = a * c + (middle >> 32) + (other >> 32), low = lane * factor;
#endif
    return (high ^ low) + word;
}

void tessera_hash_blocks(uint64_t *lanes, const void *bytes, size_t blocks) {
    uint64_t a = lanes[0], b = lanes[1], c = lanes[2], d = lanes[3];
    const char *from = bytes;
    for (size_t i = 0; i < blocks; i++, from += TESSERA_HASH_BLOCK) {
        uint64_t words[4];
        memcpy(words, from, sizeof words);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
        for (int j = 0; j < 4; j++) words[j] = __builtin_bswap64(words[j]);
#endif
        // Says that each lane is in a register of its own: the compiler would put two into a vector, and take twice as long.
        __asm__("" : "+r"(a), "+r"(b), "+r"(c), "+r"(d));
        a = mix(a, words[0]);
        b = mix(b, words[1]);
        c = mix(c, words[2]);
        d = mix(d, words[3]);
    }
    lanes[0] = a, lanes[1] = b, lanes[2] = c, lanes[3] = d;
}
