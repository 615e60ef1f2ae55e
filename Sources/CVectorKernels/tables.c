// Which tables this processor can run, found once.
#include "tables.h"
#if defined(__aarch64__) && defined(__linux__)
#include <sys/auxv.h>
#endif

static size_t supported(const tessera_kernels **list) {
    size_t count = 0;
#if defined(__x86_64__)
    // A feature counts only when the system saves its registers too; the builtins look at XCR0 as well.
    __builtin_cpu_init();
    bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("sse4.2") &&
                __builtin_cpu_supports("pclmul");
    bool avx512 = avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                  __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq");
    if (avx512 && __builtin_cpu_supports("avx512vnni")) list[count++] = &tessera_avx512vnni;
    if (avx512) list[count++] = &tessera_avx512;
    if (avx2) list[count++] = &tessera_avx2;
#elif defined(__aarch64__) && defined(__linux__)
    enum { HAS_CRC32 = 1 << 7 };
    if (getauxval(AT_HWCAP) & HAS_CRC32) list[count++] = &tessera_neon;
#elif defined(__aarch64__)
    list[count++] = &tessera_neon;
#endif
    list[count++] = &tessera_portable;
    return count;
}

size_t tessera_kernels_count(void) {
    const tessera_kernels *list[5];
    return supported(list);
}

const tessera_kernels *tessera_kernels_at(size_t index) {
    const tessera_kernels *list[5];
    return index < supported(list) ? list[index] : NULL;
}
