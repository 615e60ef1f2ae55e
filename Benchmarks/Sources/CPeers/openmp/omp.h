// What faiss's headers name of OpenMP. The compiler's own omp.h need not be installed, and GCC's folder of headers
// would bring its intrinsics with it; the functions come from libgomp, with which Debian's faiss is built.
#pragma once

typedef struct omp_lock_t omp_lock_t;

#ifdef __cplusplus
extern "C"
#endif
void omp_set_num_threads(int threads);
