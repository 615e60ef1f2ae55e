// The kernels over rows of bfloat16, the upper halves of floats; a query stays in float.

static inline float NAMED(bf16_squared_l2)(const float *x, const uint16_t *y, size_t n) {
#pragma clang fp reassociate(on) contract(fast)
    float sum = 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t bits = (uint32_t)y[i] << 16;
        float value;
        memcpy(&value, &bits, sizeof value);
        sum += (x[i] - value) * (x[i] - value);
    }
    return sum;
}

static inline float NAMED(bf16_dot)(const float *x, const uint16_t *y, size_t n, float offset) {
#pragma clang fp reassociate(on) contract(fast)
    float sum = 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t bits = (uint32_t)y[i] << 16;
        float value;
        memcpy(&value, &bits, sizeof value);
        sum += x[i] * value;
    }
    return offset - sum;
}
