// The meaning of every kernel, and the code of NEON, whose registers the compiler fills by itself.
#define NAME(kernel) tessera_##kernel##_portable
#define ROWS 4
#define VECTORS 1
#include "kernels.inc"
#include "bf16.inc"
#include "int8.inc"
