// Which of many estimates may matter, made for each instruction set as rows.inc.h makes the kernels over rows.

#ifndef TESSERA_OWN_SCREEN
// Sixteen together are passed over with one branch, which nearly always is what happens.
static size_t NAMED(screen)(
    const float *bases, const float *products, float scale, float limit, size_t count, uint32_t *places) {
    size_t found = 0, i = 0;
    for (; i + 16 <= count; i += 16) {
        int any = 0;
        for (size_t lane = 0; lane < 16; lane++) any |= !(bases[i + lane] + scale * products[i + lane] > limit);
        if (!any) continue;
        for (size_t lane = 0; lane < 16; lane++) {
            places[found] = (uint32_t)(i + lane);
            found += !(bases[i + lane] + scale * products[i + lane] > limit);
        }
    }
    for (; i < count; i++) {
        places[found] = (uint32_t)i;
        found += !(bases[i] + scale * products[i] > limit);
    }
    return found;
}
#endif
#undef TESSERA_OWN_SCREEN
