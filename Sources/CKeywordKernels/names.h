// Names of one instruction set's functions: NAMED(x) is the file's PREFIX and x.
#pragma once
#include <string.h>

#define JOIN_(a, b) a##_##b
#define JOIN(a, b) JOIN_(a, b)
#define NAMED(name) JOIN(PREFIX, name)

// No product and sum as one operation: every instruction set rounds both.
#pragma clang fp contract(off)

#define TABLE(variable, text)                                                                            \
    const tessera_keyword_kernels variable = {                                                           \
        text, NAMED(unpack_documents), NAMED(unpack_frequencies), NAMED(score), NAMED(rank), NAMED(collect),         \
        NAMED(above), NAMED(select),                                                                         \
    };
