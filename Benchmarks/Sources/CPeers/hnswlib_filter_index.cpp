#include "peer.hpp"
#include <stdexcept>

#ifdef PEERS_HNSWLIB_FILTER
#include "parallel.hpp"
#include <algorithm>

// Another version's classes live in the same program under the same names; these get a name of their own.
#define hnswlib hnswlib_0_8
#include <hnswlib-0.8.0/hnswlib.h>

namespace {

struct allowed_labels : hnswlib::BaseFilterFunctor {
    const uint64_t *bits;
    explicit allowed_labels(const uint64_t *bits) : bits(bits) {}
    bool operator()(hnswlib::labeltype label) override { return bits[label >> 6] >> (label & 63) & 1; }
};

class hnswlib_filter_index : public peer_index {
    std::unique_ptr<hnswlib::SpaceInterface<float>> space;
    std::unique_ptr<hnswlib::HierarchicalNSW<float>> graph;
    size_t dimension;

  public:
    explicit hnswlib_filter_index(const peer_shape &shape) : dimension(shape.dimension) {
        if (shape.kind != PEER_HNSW) throw std::runtime_error("its filters are measured on a graph alone");
        if (shape.metric == PEER_SQUARED_L2)
            space = std::make_unique<hnswlib::L2Space>(shape.dimension);
        else
            space = std::make_unique<hnswlib::InnerProductSpace>(shape.dimension);
        graph = std::make_unique<hnswlib::HierarchicalNSW<float>>(space.get(), shape.capacity, shape.m,
                                                                  shape.ef_construction);
    }

    void add(const float *vectors, size_t count, int threads) override {
        if (count == 0) return;
        graph->addPoint(vectors, 0);
        for_each_index(1, count, threads, [&](size_t i) { graph->addPoint(vectors + i * dimension, i); });
    }

    void search(const float *queries, size_t count, size_t k, size_t ef, int threads, int64_t *labels) override {
        search_with(nullptr, queries, count, k, ef, threads, labels);
    }

    void search_allowed(const float *queries, size_t count, size_t k, size_t ef, int threads, const uint64_t *allowed,
                        int64_t *labels) override {
        allowed_labels functor(allowed);
        search_with(&functor, queries, count, k, ef, threads, labels);
    }

    size_t bytes() const override {
        size_t upper = 0;
        for (size_t i = 0; i < graph->cur_element_count; ++i)
            upper += size_t(graph->element_levels_[i]) * graph->size_links_per_element_;
        return graph->cur_element_count * (graph->size_data_per_element_ + sizeof(void *)) + upper;
    }

  private:
    void search_with(hnswlib::BaseFilterFunctor *functor, const float *queries, size_t count, size_t k, size_t ef,
                     int threads, int64_t *labels) {
        graph->setEf(std::max(ef, k));
        for_each_index(0, count, threads, [&](size_t i) {
            auto farthest_first = graph->searchKnn(queries + i * dimension, k, functor);
            int64_t *row = labels + i * k;
            std::fill(row + farthest_first.size(), row + k, -1);
            for (size_t j = farthest_first.size(); j-- > 0; farthest_first.pop())
                row[j] = int64_t(farthest_first.top().second);
        });
    }
};

}  // namespace

std::unique_ptr<peer_index> make_hnswlib_filter(const peer_shape &shape) {
    return std::make_unique<hnswlib_filter_index>(shape);
}
#else
std::unique_ptr<peer_index> make_hnswlib_filter(const peer_shape &) {
    throw std::runtime_error("built without hnswlib 0.8.0: run Benchmarks/fetch-peers.sh and build again");
}
#endif
