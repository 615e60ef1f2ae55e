#pragma once
#include <cblas.h>

// LAPACK has no header of its own that every distribution installs with it: these are its Fortran functions, which end in
// the lengths of their texts.

/// Eigenvalues, ascending, and eigenvectors of a symmetric matrix.
void ssyevd_(
    const char *jobz, const char *uplo, const int *n, float *a, const int *lda, float *w, float *work, const int *lwork,
    int *iwork, const int *liwork, int *info, unsigned long, unsigned long);

/// Singular values and vectors.
void sgesdd_(
    const char *jobz, const int *m, const int *n, float *a, const int *lda, float *s, float *u, const int *ldu, float *vt,
    const int *ldvt, float *work, const int *lwork, int *iwork, int *info, unsigned long);
