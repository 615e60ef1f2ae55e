// Which tables this processor can run.
#include "tables.h"

const tessera_keyword_kernels *tessera_keyword_kernels_at(size_t index) {
    const tessera_keyword_kernels *list[4] = {0};
    size_t count = 0;
#if defined(__x86_64__)
    __builtin_cpu_init();
    bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt");
    bool avx512 = avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                  __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq");
    if (avx512) list[count++] = &tessera_keyword_avx512;
    if (avx2) list[count++] = &tessera_keyword_avx2;
#endif
    list[count++] = &tessera_keyword_portable;
    return index < count ? list[index] : 0;
}
