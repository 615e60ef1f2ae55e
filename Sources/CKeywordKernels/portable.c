// The meaning of every kernel, in plain C.
#include "tables.h"
#include "names.h"

#define PREFIX portable

#include "blocks.inc.h"
#include "select.inc.h"

static inline uint32_t length_of(const tessera_term_scale *scale, uint32_t document) {
    if (scale->width == 1) return scale->lengths[document];
    if (scale->width == 2) {
        uint16_t length;
        memcpy(&length, scale->lengths + 2 * (size_t)document, 2);
        return length;
    }
    uint32_t length;
    memcpy(&length, scale->lengths + 4 * (size_t)document, 4);
    return length;
}

static void portable_score(
    const tessera_term_scale *scale, const uint32_t *documents, const uint32_t *frequencies, size_t count, int32_t *shares) {
    for (size_t i = 0; i < count; i++) shares[i] = tessera_share(scale, frequencies[i], length_of(scale, documents[i]));
}

static size_t portable_rank(const uint32_t *documents, size_t count, uint32_t document) {
    size_t below = 0;
    for (size_t i = 0; i < count; i++) below += documents[i] < document;
    return below;
}

static size_t portable_collect(
    int32_t *sums, size_t count, uint32_t first, int32_t limit, uint32_t *documents, int32_t *taken) {
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        documents[found] = first + (uint32_t)i;
        taken[found] = sums[i];
        found += sums[i] > limit;
        sums[i] = 0;
    }
    return found;
}

static size_t portable_above(
    const uint32_t *documents, const int32_t *shares, size_t count, int32_t limit, uint32_t *documents_out,
    int32_t *shares_out) {
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t document = documents[i];
        int32_t share = shares[i];
        documents_out[found] = document;
        shares_out[found] = share;
        found += share > limit;
    }
    return found;
}

void tessera_pack(const uint32_t *values, uint32_t bits, uint8_t *packed) {
    memset(packed, 0, 16 * (size_t)bits);
    for (size_t i = 0; i < TESSERA_BLOCK; i++) {
        size_t bit = i / 4 * bits, word = bit / 32, shift = bit % 32;
        uint8_t *place = packed + 16 * word + 4 * (i % 4);
        uint32_t low;
        if (!bits) continue;
        memcpy(&low, place, 4);
        low |= values[i] << shift;
        memcpy(place, &low, 4);
        if (shift + bits > 32) {
            uint32_t high = values[i] >> (32 - shift);
            memcpy(place + 16, &high, 4);
        }
    }
}

TABLE(tessera_keyword_portable, "portable")
