#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__clang__)
#define TESSERA_SENDABLE __attribute__((swift_attr("@Sendable")))
#else
#define TESSERA_SENDABLE
#endif

/// Postings of a whole block.
#define TESSERA_BLOCK 128

/// How a term scores in a column: a posting's share is `1 + trunc(weight * (1 - n / (frequency + n)))`, where
/// `n = base + slope * length`. Each step rounds monotonously, so that a share never falls as the frequency grows or as the
/// length shrinks, and every instruction set gives the same bits.
typedef struct {
    float weight;
    float base;
    float slope;
    /// Lengths of documents, 1, 2 or 4 bytes each, with 4 bytes to spare behind the last.
    const uint8_t *lengths;
    uint32_t width;
} tessera_term_scale;

/// The kernels of one instruction set: pure functions, all of the same meaning to the last bit, which `portable` defines.
typedef struct {
    const char *name;

    /// The documents of a block from its packed gaps: each gap is one less than what lies between two documents, and the
    /// first one follows `before`.
    TESSERA_SENDABLE void (*unpack_documents)(const uint8_t *packed, uint32_t bits, uint32_t before, uint32_t *documents);
    /// The frequencies of a block, each packed less one.
    TESSERA_SENDABLE void (*unpack_frequencies)(const uint8_t *packed, uint32_t bits, uint32_t *frequencies);

    /// The shares of up to a block of postings.
    TESSERA_SENDABLE void (*score)(
        const tessera_term_scale *scale, const uint32_t *documents, const uint32_t *frequencies, size_t count, int32_t *shares);

    /// Among `count` ascending documents, how many are below `document`.
    TESSERA_SENDABLE size_t (*rank)(const uint32_t *documents, size_t count, uint32_t document);

    /// Takes from `sums`, whose element i is that of document `first + i`, those above a limit, and sets all to 0.
    ///
    /// `count` is a multiple of 64. Returns how many were taken.
    TESSERA_SENDABLE size_t (*collect)(
        int32_t *sums, size_t count, uint32_t first, int32_t limit, uint32_t *documents, int32_t *taken);

    /// Copies the postings whose shares are above a limit; source and target may be the same. Returns how many.
    ///
    /// Up to 16 elements behind the last one written are of no meaning.
    TESSERA_SENDABLE size_t (*above)(
        const uint32_t *documents, const int32_t *shares, size_t count, int32_t limit, uint32_t *documents_out,
        int32_t *shares_out);

    /// The k-th highest of `count` values, none of them below 0; `k` is 1 to `count`.
    TESSERA_SENDABLE int32_t (*select)(const int32_t *values, size_t count, size_t k);
} tessera_keyword_kernels;

/// The kernels that this processor can run, the fastest first and portable last; NULL beyond.
const tessera_keyword_kernels *tessera_keyword_kernels_at(size_t index);

/// A share; what `score` computes for each posting.
static inline int32_t tessera_share(const tessera_term_scale *scale, uint32_t frequency, uint32_t length) {
#pragma clang fp contract(off)
    float n = scale->base + scale->slope * (float)(int32_t)length;
    float saturated = 1.0f - n / ((float)(int32_t)frequency + n);
    return 1 + (int32_t)(scale->weight * saturated);
}

/// The share of one document's posting.
static inline int32_t tessera_document_share(const tessera_term_scale *scale, uint32_t frequency, uint32_t document) {
    uint32_t length;
    __builtin_memcpy(&length, scale->lengths + (size_t)scale->width * document, 4);
    length &= scale->width == 1 ? 0xFFu : scale->width == 2 ? 0xFFFFu : 0xFFFFFFFFu;
    return tessera_share(scale, frequency, length);
}

/// Packs a block's values into `16 * bits` bytes: value i lies in lane i % 4.
void tessera_pack(const uint32_t *values, uint32_t bits, uint8_t *packed);

/// Adds shares to the sums of their documents: `sums[documents[i] - first] += shares[i]`.
static inline void tessera_accumulate(
    int32_t *sums, uint32_t first, const uint32_t *documents, const int32_t *shares, size_t count) {
    for (size_t i = 0; i < count; i++) sums[documents[i] - first] += shares[i];
}

/// Adds the sums of a window to those of some of its documents: `taken[i] += sums[documents[i] - first]`.
static inline void tessera_add_sums(
    const int32_t *sums, uint32_t first, const uint32_t *documents, size_t count, int32_t *taken) {
    for (size_t i = 0; i < count; i++) taken[i] += sums[documents[i] - first];
}

/// As `tessera_accumulate`, and sets the bits of the documents: bit i of `marks` is document `first + i`.
static inline void tessera_accumulate_marking(
    int32_t *sums, uint64_t *marks, uint32_t first, const uint32_t *documents, const int32_t *shares, size_t count) {
    for (size_t i = 0; i < count; i++) {
        uint32_t place = documents[i] - first;
        sums[place] += shares[i];
        marks[place >> 6] |= (uint64_t)1 << (place & 63);
    }
}

/// What `collect` takes, where the marked documents are all that have a sum; sets sums and the `words` of marks to 0.
static inline size_t tessera_collect_marked(
    int32_t *sums, uint64_t *marks, size_t words, uint32_t first, int32_t limit, uint32_t *documents, int32_t *taken) {
    size_t found = 0;
    for (size_t word = 0; word < words; word++) {
        uint64_t rest = marks[word];
        marks[word] = 0;
        while (rest) {
            uint32_t place = (uint32_t)(word * 64) + (uint32_t)__builtin_ctzll(rest);
            documents[found] = first + place;
            taken[found] = sums[place];
            found += sums[place] > limit;
            sums[place] = 0;
            rest &= rest - 1;
        }
    }
    return found;
}

/// A number of 64 bits that bytes determine, for tables of terms.
static inline uint64_t tessera_hash(const uint8_t *bytes, size_t count) {
    uint64_t hash = 0x9E3779B97F4A7C15u ^ count;
    while (count >= 8) {
        uint64_t word;
        __builtin_memcpy(&word, bytes, 8);
        hash = (hash ^ word) * 0xD6E8FEB86659FD93u;
        hash ^= hash >> 32;
        bytes += 8;
        count -= 8;
    }
    uint64_t word = 0;
    for (size_t i = 0; i < count; i++) word |= (uint64_t)bytes[i] << (8 * i);
    hash = (hash ^ word) * 0xD6E8FEB86659FD93u;
    hash ^= hash >> 29;
    hash *= 0x9FB21C651E98DF25u;
    return hash ^ (hash >> 32);
}
