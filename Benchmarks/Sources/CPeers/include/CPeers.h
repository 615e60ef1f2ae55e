// The C++ libraries that tessera-bench measures itself against, behind C functions. Every C++ exception ends here
// and comes back as a message.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// `PEER_HNSWLIB_FILTER` is hnswlib 0.8.0, the first releases of which, unlike Debian's 0.6.2, take a filter functor.
typedef enum { PEER_HNSWLIB, PEER_FAISS, PEER_HNSWLIB_FILTER } peer_engine;
/// `PEER_IVF` and `PEER_IVFPQ`, lists of vectors and of 4-bit codes with the vectors beside them, are of faiss alone.
typedef enum { PEER_FLAT, PEER_HNSW, PEER_IVF, PEER_IVFPQ } peer_kind;
typedef enum { PEER_SQUARED_L2, PEER_INNER_PRODUCT } peer_metric;

typedef struct peer_index peer_index;

/// Whether the library was there when this package was built.
bool peer_available(peer_engine engine);

/// An empty index for `capacity` vectors, or NULL and a message. `m` and `ef_construction` matter to a graph only;
/// of lists `m` is their number, 0 for four times the root of `capacity`, or fewer, so that each has about a hundred.
peer_index *peer_make(peer_engine engine, peer_kind kind, peer_metric metric, size_t dimension, size_t capacity,
                      size_t m, size_t ef_construction, char *message, size_t message_size);

/// Adds `count` vectors, (count, dimension) row-major, under the labels 0 to count - 1; once.
bool peer_add(peer_index *index, const float *vectors, size_t count, int threads, char *message,
              size_t message_size);

/// The labels of the `k` nearest of each query, nearest first, -1 where there are fewer. Of lists `ef_search` is how many
/// are looked through, 0 for a sixteenth.
/// Shape: `queries` is (count, dimension); `labels` is (count, k).
bool peer_search(peer_index *index, const float *queries, size_t count, size_t k, size_t ef_search, int threads,
                 int64_t *labels, char *message, size_t message_size);

/// How many distances the searches of all these queries compute together, on one thread; NaN where the library
/// does not tell. Costs more than a search.
bool peer_count_distances(peer_index *index, const float *queries, size_t count, size_t k, size_t ef_search,
                          double *distances, char *message, size_t message_size);

/// The same among the labels whose bits are set, asked of each label by a functor in C++; of `PEER_HNSWLIB_FILTER` alone.
/// Shape: `allowed` has a bit for each label, the lowest of the first word for label 0.
bool peer_search_allowed(peer_index *index, const float *queries, size_t count, size_t k, size_t ef_search, int threads,
                         const uint64_t *allowed, int64_t *labels, char *message, size_t message_size);

/// Bytes that the vectors, links and labels occupy.
size_t peer_bytes(const peer_index *index);

void peer_free(peer_index *index);

#ifdef __cplusplus
}
#endif
