#pragma once
#include <stddef.h>
#include <stdint.h>

/// The name of the BLAS library that is loaded ("OpenBLAS 0.3.21 …"), or NULL when it does not say.
const char *tessera_blas_name(void);

/// Sets the thread count of the loaded BLAS where it has one to set.
void tessera_blas_set_threads(int threads);
