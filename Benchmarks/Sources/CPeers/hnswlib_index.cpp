#include "peer.hpp"
#include <stdexcept>

#ifdef PEERS_HNSWLIB
#include "parallel.hpp"
#include <algorithm>
#include <hnswlib/hnswlib.h>

namespace {

// hnswlib's own counter counts neighbours that were seen before too, for which it computes nothing. So a search that
// is not measured goes through this function instead of the space's own.
hnswlib::DISTFUNC<float> counted_function;
double counted_distances;

float counting(const void *x, const void *y, const void *parameter) {
    counted_distances += 1;
    return counted_function(x, y, parameter);
}

class hnswlib_index : public peer_index {
    std::unique_ptr<hnswlib::SpaceInterface<float>> space;
    std::unique_ptr<hnswlib::BruteforceSearch<float>> flat;
    std::unique_ptr<hnswlib::HierarchicalNSW<float>> graph;
    size_t dimension;

  public:
    explicit hnswlib_index(const peer_shape &shape) : dimension(shape.dimension) {
        if (shape.metric == PEER_SQUARED_L2)
            space = std::make_unique<hnswlib::L2Space>(shape.dimension);
        else
            space = std::make_unique<hnswlib::InnerProductSpace>(shape.dimension);
        if (shape.kind == PEER_FLAT)
            flat = std::make_unique<hnswlib::BruteforceSearch<float>>(space.get(), shape.capacity);
        else
            graph = std::make_unique<hnswlib::HierarchicalNSW<float>>(space.get(), shape.capacity, shape.m,
                                                                      shape.ef_construction);
    }

    void add(const float *vectors, size_t count, int threads) override {
        if (flat) {
            for (size_t i = 0; i < count; ++i) flat->addPoint(vectors + i * dimension, i);
            return;
        }
        if (count == 0) return;
        graph->addPoint(vectors, 0);  // the first alone, as its Python binding does
        for_each_index(1, count, threads, [&](size_t i) { graph->addPoint(vectors + i * dimension, i); });
    }

    void search(const float *queries, size_t count, size_t k, size_t ef, int threads, int64_t *labels) override {
        if (graph) graph->setEf(std::max(ef, k));
        for_each_index(0, count, threads, [&](size_t i) {
            const float *query = queries + i * dimension;
            auto farthest_first = flat ? flat->searchKnn(query, k) : graph->searchKnn(query, k);
            int64_t *row = labels + i * k;
            std::fill(row + farthest_first.size(), row + k, -1);
            for (size_t j = farthest_first.size(); j-- > 0; farthest_first.pop())
                row[j] = int64_t(farthest_first.top().second);
        });
    }

    double count_distances(const float *queries, size_t count, size_t k, size_t ef) override {
        if (flat) return double(count) * double(flat->cur_element_count);
        std::vector<int64_t> labels(count * k);
        counted_function = graph->fstdistfunc_;
        counted_distances = 0;
        graph->fstdistfunc_ = counting;
        try {
            search(queries, count, k, ef, 1, labels.data());
        } catch (...) {
            graph->fstdistfunc_ = counted_function;
            throw;
        }
        graph->fstdistfunc_ = counted_function;
        return counted_distances;
    }

    size_t bytes() const override {
        if (flat) return flat->cur_element_count * flat->size_per_element_;
        size_t upper = 0;
        for (size_t i = 0; i < graph->cur_element_count; ++i)
            upper += size_t(graph->element_levels_[i]) * graph->size_links_per_element_;
        // The vector, its links and label, and the pointer to its upper links; the hash table of labels is left out.
        return graph->cur_element_count * (graph->size_data_per_element_ + sizeof(void *)) + upper;
    }
};

}  // namespace

std::unique_ptr<peer_index> make_hnswlib(const peer_shape &shape) {
    return std::make_unique<hnswlib_index>(shape);
}
#else
std::unique_ptr<peer_index> make_hnswlib(const peer_shape &) {
    throw std::runtime_error("built without hnswlib: install libhnswlib-dev and build again");
}
#endif
