// Names of one instruction set's functions: NAMED(x) is the file's PREFIX and x.
#include <math.h>
#include <string.h>

#define JOIN_(a, b) a##_##b
#define JOIN(a, b) JOIN_(a, b)
#define NAMED(name) JOIN(PREFIX, name)
