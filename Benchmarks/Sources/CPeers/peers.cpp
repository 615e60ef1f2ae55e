#include "peer.hpp"
#include <cstdio>
#include <exception>
#include <stdexcept>

namespace {

// Runs `work`; false and a message if it throws.
template <typename Work> bool guarded(char *message, size_t size, Work work) {
    try {
        work();
        return true;
    } catch (const std::exception &error) {
        std::snprintf(message, size, "%s", error.what());
    } catch (...) {
        std::snprintf(message, size, "an unknown C++ exception");
    }
    return false;
}

}  // namespace

extern "C" {

bool peer_available(peer_engine engine) {
    switch (engine) {
    case PEER_HNSWLIB:
#ifdef PEERS_HNSWLIB
        return true;
#else
        return false;
#endif
    case PEER_FAISS:
#ifdef PEERS_FAISS
        return true;
#else
        return false;
#endif
    case PEER_HNSWLIB_FILTER:
#ifdef PEERS_HNSWLIB_FILTER
        return true;
#else
        return false;
#endif
    }
    return false;
}

peer_index *peer_make(peer_engine engine, peer_kind kind, peer_metric metric, size_t dimension, size_t capacity,
                      size_t m, size_t ef_construction, char *message, size_t message_size) {
    peer_index *index = nullptr;
    guarded(message, message_size, [&] {
        peer_shape shape{kind, metric, dimension, capacity, m, ef_construction};
        switch (engine) {
        case PEER_HNSWLIB: index = make_hnswlib(shape).release(); break;
        case PEER_FAISS: index = make_faiss(shape).release(); break;
        case PEER_HNSWLIB_FILTER: index = make_hnswlib_filter(shape).release(); break;
        }
    });
    return index;
}

bool peer_add(peer_index *index, const float *vectors, size_t count, int threads, char *message,
              size_t message_size) {
    return guarded(message, message_size, [&] { index->add(vectors, count, threads); });
}

bool peer_search(peer_index *index, const float *queries, size_t count, size_t k, size_t ef_search, int threads,
                 int64_t *labels, char *message, size_t message_size) {
    return guarded(message, message_size,
                   [&] { index->search(queries, count, k, ef_search, threads, labels); });
}

bool peer_count_distances(peer_index *index, const float *queries, size_t count, size_t k, size_t ef_search,
                          double *distances, char *message, size_t message_size) {
    return guarded(message, message_size,
                   [&] { *distances = index->count_distances(queries, count, k, ef_search); });
}

bool peer_search_allowed(peer_index *index, const float *queries, size_t count, size_t k, size_t ef_search, int threads,
                         const uint64_t *allowed, int64_t *labels, char *message, size_t message_size) {
    return guarded(message, message_size,
                   [&] { index->search_allowed(queries, count, k, ef_search, threads, allowed, labels); });
}

size_t peer_bytes(const peer_index *index) { return index->bytes(); }

void peer_free(peer_index *index) { delete index; }
}
