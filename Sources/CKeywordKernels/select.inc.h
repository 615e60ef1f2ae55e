// The k-th highest of some values, by halving the range it lies in: counting takes a lane a value, and no branch depends on one.
static int32_t NAMED(select)(const int32_t *values, size_t count, size_t k) {
    int32_t low = 0, high = 0;
    for (size_t i = 0; i < count; i++) high = values[i] > high ? values[i] : high;
    while (low < high) {
        int32_t middle = low + (high - low) / 2 + 1;
        uint32_t reaching = 0;
        for (size_t i = 0; i < count; i++) reaching += values[i] >= middle;
        if (reaching >= k) low = middle;
        else high = middle - 1;
    }
    return low;
}
