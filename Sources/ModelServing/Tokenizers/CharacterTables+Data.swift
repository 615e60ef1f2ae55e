// Written by Scripts/generate-character-tables.py from tokenizers 0.22.2; do not edit.
// Numbers are in base 36; a gap counts from the end of the run before, shifts alternate 0, -1, 1, -2, 2 …

extension CharacterTables {
    /// Controls, formats, private and unassigned scalars: gap and length of each run.
    static let removedData: StaticString = """
        0 9 2 2 1 i 2n x d 1 11u 6 m 1 5c 1 1d 1 3cu 1 1ks 5 q 5 1d 5 1 a 11u8 4xs 16n 1 6x 3 1 1 3b3 1 xya 4 43z 8 \
        h406 1 u 2o 1egw 1eke 2 1eke
        """

    /// White space: gap and length of each run.
    static let whiteSpaceData: StaticString = """
        9 2 2 1 i 1 3j 1 4bj 1 1vj b t 2 5 1 1b 1 334 1
        """

    /// Ideographs that are words of their own: gap and length of each run.
    static let ideographData: StaticString = """
        a9s 534 1s g74 hkw e8 1fk0 wyo w 3ds 74 49c 85s f4
        """

    /// Punctuation: gap and length of each run.
    static let punctuationData: StaticString = """
        x f a 7 q 6 q 4 y 1 5 1 3 1 a 2 3 1 3 1 ji 1 8 1 cy 6 15 2 1f 1 1 1 2 1 2 1 18 2 k 2 1 2 d 1 2 2 22 4 2u 1 \
        17 e 6h 3 1i f v 1 79 2 a 1 an 1 lf 1 2i 1 a 2 4o f 1 1 11 4 1z 1 22 5 4 2 33 6 4r 1 h0 9 47 1 h8 2 18 2 26 \
        3 1z 2 4d 3 1 3 11 b 8p 2 60 2 3k 7 1 6 4s 7 4b 4 1n 5 1q 2 1s 8 b 1 n0 o 8 k 1 d 1 c u 2 e 2 hl 4 t 2 u5 e \
        27 2 v a b7 m 1r 4 w 2 l7 4 1 2 34 1 3z 1b 1 j ce 3 4 a 2 c g 1 c 1 2q 1 2i 1 mwy 2 7h 3 2r 1 a 1 37 6 ak 4 \
        2e 2 14 3 1 1 1d 2 1b 1 2p d g 2 3g 4 3i 2 g 2 6x 1 g2a 2 5s a m z 1 e 1 1 4 1 1 2 45 3 1 6 1 4 a 2 3 2 q 3 \
        1 1 r 1 1 1 1 7 be 3 ik 1 1c 1 bi 1 kn 1 5j 1 v 1 7k 9 12 1 34 7 1u 7 2h 4 x6 7 31 2 1 4 3i 4 1c 2 27 5 3 1 \
        d 1 1 3 2g 6 2z 1 f0 1 6y n 2x 3 6w 3 2lt 5 dtl 2 3p 1 1t 5 8 1 g2i 1 5wn 5
        """

    /// Marks that go with the accents: gap and length of each run.
    static let markData: StaticString = """
        lc 34 7n 5 7d 19 1 1 1 2 1 2 1 1 20 b 1c l g 1 2t 7 2 6 2 2 1 4 z 1 u r 2j b 1m 9 y 4 1 9 1 3 1 5 17 3 3r w \
        1j 1 1 1 4 8 4 1 3 7 a 2 t 1 1m 1 4 4 8 1 k 2 t 2 1l 1 4 2 4 2 2 3 3 1 u 2 3 1 b 2 1l 1 4 5 1 2 4 1 k 2 t 1 \
        1m 1 2 1 1 4 8 1 8 1 b 2 u 1 1p 1 c 1 1e 1 1p 3 5 3 1 4 7 2 b 2 t 1 1m 1 2 1 6 1 5 2 k 2 t 1 1r 4 8 1 k 2 2u \
        1 7 3 1 1 2i 1 2 7 c 8 2q 1 2 6 1 2 b 6 22 2 r 1 1 1 1 1 1j e 1 5 1 2 5 b 1 10 9 1 2u 4 1 6 1 2 2 2 p 2 4 3 \
        g 4 d 1 2 2 6 1 f 1 jj 3 qa 3 t 3 t 2 u 2 1s 2 1 7 8 1 2 b 9 1 19 3 4b 1 3a 3 4 2 9 1 6 3 63 2 2 1 1m 1 1 7 \
        1 1 1 1 2 8 6 a 2 1 1c e 1u 4 1c 1 1 5 1 1 5 1 14 9 c 2 w 4 2 2 1 3 1k 1 1 2 3 1 1 3 1m 8 2 2 48 3 1 d 1 7 4 \
        1 6 1 3 2 5i 1i 6 4 k0 d 4 1 3 c 2da 3 3x 1 2o w fe 4 2z 2 n9w 1 4 a w 2 28 2 7k 1 3 1 4 1 p 2 4d 1 r i 1g 8 \
        p b 1a 3 1c 1 2 4 2 1 14 1 1v 6 2 2 2 2 c 1 8 1 1b 1 1f 1 1 3 2 2 5 2 1 1 16 2 8 1 6m 1 2 1 4 1 fn4 1 kh g g \
        g r1 1 6a 1 45 5 1ae 3 1 2 5 4 14 3 4 1 4l 2 10a 1 1i f 1k 3 1d 4 2 2 1x 3 10 5 1 8 1q 1 c 2 1g 9 b 3 2q 3 2 \
        1 1 2 4n 1 3 8 l 2 1m 1 3 1 11 7 3 5 8u 6 1 1 4 2 1 2 6m 4 6 2 1 2 r 2 2d 8 2 1 1 2 2y 1 1 1 2 6 1 1 2t 3 2 \
        4 1 5 gjo 5 1n 7 uw 4 f7u 2 43s 3 h 8 2 7 u 4 44 3 1iz 1j 4 1e 8 1 e 1 m 5 1 f 2sg 7 gzl5 6o
        """

    /// Combining classes: gap, length and class of each run.
    static let combiningData: StaticString = """
        lc l 6e 0 1 6g 0 4 64 0 1 6g 0 1 60 0 5 64 0 2 5m 0 4 64 0 2 5m 0 b 64 0 5 1 0 4 64 0 7 6e 1 1 6o 0 1 6e 0 3 \
        64 0 3 6e 0 2 64 1 3 6e 0 4 64 0 1 6e 0 1 6g 0 2 64 0 1 6e 0 1 6h 0 2 6i 0 1 6h 0 2 6i 0 1 6h 0 d 6e 7n 5 6e \
        7d 1 64 0 4 6e 0 1 64 0 3 6e 0 1 66 0 1 64 0 6 6e 0 6 64 0 2 6e 0 1 64 0 2 6e 0 1 66 0 1 6c 0 1 6e 0 1 a 0 1 \
        b 0 1 c 0 1 d 0 1 e 0 1 f 0 1 g 0 1 h 0 1 i 0 2 j 0 1 k 0 1 l 0 1 m 1 1 n 1 1 o 0 1 p 1 1 6e 0 1 64 1 1 i 20 \
        8 6e 0 1 u 0 1 v 0 1 w 1c 1 r 0 1 s 0 1 t 0 1 u 0 1 v 0 1 w 0 1 x 0 1 y 0 2 6e 0 2 64 0 5 6e 0 1 64 0 2 6e 0 \
        1 64 g 1 z 2t 7 6e 2 4 6e 0 1 64 0 1 6e 2 2 6e 1 1 64 0 2 6e 0 1 64 z 1 10 u 1 6e 0 1 64 0 2 6e 0 1 64 0 2 \
        6e 0 3 64 0 1 6e 0 2 64 0 1 6e 0 1 64 0 3 6e 0 1 64 0 1 6e 0 1 64 0 1 6e 0 1 64 0 1 6e 0 1 64 0 2 6e 4g 7 6e \
        0 1 64 0 1 6e y 4 6e 1 9 6e 1 3 6e 1 5 6e 17 3 64 3c e 6e 1 1 64 0 2 6e 0 1 64 0 2 6e 0 1 64 0 3 6e 0 3 64 0 \
        1 r 0 1 s 0 1 t 0 3 6e 0 1 64 0 2 6e 0 2 64 0 5 6e 1o 1 7 g 1 9 3 1 6e 0 1 64 0 2 6e 2v 1 7 g 1 9 32 1 7 g 1 \
        9 32 1 7 g 1 9 32 1 7 g 1 9 3j 1 9 3j 1 9 7 1 2c 0 1 2j 2t 1 7 g 1 9 3j 1 9 3g 1 9 31 2 2v 0 1 9 d 4 2z 30 2 \
        3a e 4 3e 24 2 64 r 1 64 1 1 64 1 1 60 1j 1 3l 0 1 3m 1 1 3o 5 4 3m 2 1 3m 1 2 6e 0 1 9 1 2 6e 1q 1 64 34 1 \
        7 1 2 9 2a 1 64 jz 3 6e qc 1 9 v 1 9 4d 1 9 a 1 6e 5n 1 6c 3z 1 66 0 1 6e 0 1 64 63 1 6e 0 1 64 1z 1 9 k 8 \
        6e 2 1 64 1c 5 6e 0 6 64 0 2 6e 0 1 64 3a 1 7 f 1 9 12 1 6e 0 1 64 0 7 6e 1i 2 9 1m 1 7 b 2 9 1v 1 7 48 3 6e \
        1 1 1 0 5 64 0 2 6e 0 4 64 0 1 6e 1 7 1 4 1 64 6 1 6e 3 2 6e 5i 2 6e 0 1 64 0 7 6e 0 1 64 0 2 6e 0 1 6i 0 1 \
        5y 0 1 64 0 1 5m 0 11 6e 5 1 6e 0 1 6h 0 1 64 0 1 6e 0 1 64 k0 2 6e 0 2 1 0 4 6e 0 3 1 0 2 6e 4 1 6e 3 2 1 0 \
        1 6e 0 1 64 0 1 6e 0 2 1 0 4 64 0 1 6e 2da 3 6e 3x 1 9 2o w 6e fe 1 62 0 1 6c 0 1 6g 0 1 66 0 2 68 2x 2 8 \
        n9w 1 6e 4 a 6e w 2 6e 28 2 6e 7o 1 9 59 1 9 r i 6e 1l 3 64 11 1 9 2n 1 7 c 1 9 6n 1 6e 1 2 6e 0 1 64 2 2 6e \
        5 2 6e 1 1 6e 1g 1 9 6u 1 9 fn4 1 q ld 7 6e 0 7 64 0 2 6e r1 1 64 6a 1 64 45 5 6e 1aq 1 64 1 1 6e 14 1 6e 0 \
        1 1 0 1 64 4 1 9 4l 1 6e 0 1 64 127 1 9 1k 1 9 1l 1 9 0 1 7 1x 3 6e 1c 2 9 1q 1 7 24 1 9 9 1 7 2y 1 9 0 1 7 \
        4y 1 7 0 1 9 29 1 7 g 1 9 o 7 6e 3 5 6e 5p 1 9 3 1 7 3f 1 9 0 1 7 6z 1 9 0 1 7 3i 1 9 3a 1 9 0 1 7 37 1 9 \
        103 1 9 fjk 5 1 1n 7 6e g2v 1 1 43q 2 60 0 3 1 3 1 6a 0 5 60 8 8 64 2 5 6e 0 2 64 u 4 6e 44 3 6e 2pn 7 6e 1 \
        h 6e 2 7 6e 1 2 6e 1 5 6e 1ph 7 64 31 6 6e 0 1 7
        """

    /// Letters without their accents: gap, count, stride and shift of each run.
    static let strippedData: StaticString = """
        5c 1 1 71 0 1 1 73 0 1 1 75 0 1 1 77 0 1 1 79 0 2 2 7b 0 1 1 79 0 1 1 7b 0 1 1 7d 0 1 1 7f 0 1 1 79 0 1 1 7b \
        0 1 1 7d 0 1 1 7f 1 2 1 79 0 1 1 7b 0 1 1 7d 0 1 1 7f 0 1 1 7h 2 1 1 7b 0 1 1 7d 0 1 1 7f 0 1 1 7h 0 1 1 7b \
        2 1 1 71 0 1 1 73 0 1 1 75 0 1 1 77 0 1 1 79 0 2 2 7b 0 1 1 79 0 1 1 7b 0 1 1 7d 0 1 1 7f 0 1 1 79 0 1 1 7b \
        0 1 1 7d 0 1 1 7f 1 2 1 79 0 1 1 7b 0 1 1 7d 0 1 1 7f 0 1 1 7h 2 1 1 7b 0 1 1 7d 0 1 1 7f 0 1 1 7h 0 1 1 7b \
        1 1 1 7f 0 1 1 al 0 1 1 8v 0 1 1 ap 0 1 1 8z 0 1 1 at 0 1 1 93 0 1 1 at 0 1 1 93 0 1 1 ax 0 1 1 97 0 1 1 b1 \
        0 1 1 9b 0 1 1 b5 0 1 1 9f 0 1 1 b7 0 1 1 9h 2 1 1 bd 0 1 1 9n 0 1 1 bh 0 1 1 9r 0 1 1 bl 0 1 1 9v 0 1 1 bp \
        0 1 1 9z 0 1 1 bt 0 1 1 a3 0 1 1 bt 0 1 1 a3 0 1 1 bx 0 1 1 a7 0 1 1 c1 0 1 1 ab 0 1 1 c5 0 1 1 af 0 1 1 c7 \
        0 1 1 ah 2 1 1 cd 0 1 1 an 0 1 1 ch 0 1 1 ar 0 1 1 cl 0 1 1 av 0 1 1 cp 0 1 1 az 0 1 1 ct 3 1 1 cz 0 1 1 b9 \
        0 1 1 d1 0 1 1 bb 1 1 1 d5 0 1 1 bf 0 1 1 d9 0 1 1 bj 0 1 1 dd 0 1 1 bn 4 1 1 dl 0 1 1 bv 0 1 1 dp 0 1 1 bz \
        0 1 1 dt 0 1 1 c3 3 1 1 e1 0 1 1 cb 0 1 1 e5 0 1 1 cf 0 1 1 e9 0 1 1 cj 2 1 1 eb 0 1 1 cl 0 1 1 ef 0 1 1 cp \
        0 1 1 ej 0 1 1 ct 0 1 1 el 0 1 1 cv 0 1 1 ep 0 1 1 cz 0 1 1 et 0 1 1 d3 0 1 1 ex 0 1 1 d7 0 1 1 ez 0 1 1 d9 \
        0 1 1 f3 0 1 1 dd 2 1 1 f9 0 1 1 dj 0 1 1 fd 0 1 1 dn 0 1 1 fh 0 1 1 dr 0 1 1 fl 0 1 1 dv 0 1 1 fp 0 1 1 dz \
        0 1 1 ft 0 1 1 e3 0 1 1 ft 0 1 1 e3 0 1 1 ft 0 1 1 e3 0 2 1 fx 0 1 1 e7 0 1 1 g1 0 1 1 eb 0 1 1 g5 0 1 1 ef \
        x 1 1 ip 0 1 1 gz d 1 1 j7 0 1 1 hh s 1 1 lz 0 1 1 k9 0 1 1 ln 0 1 1 jx 0 1 1 lf 0 1 1 jp 0 1 1 l7 0 1 1 jh \
        0 1 1 lb 0 1 1 jl 0 1 1 lf 0 1 1 jp 0 1 1 lj 0 1 1 jt 0 1 1 ln 0 1 1 jx 1 1 1 mx 0 1 1 l7 0 1 1 n1 0 1 1 lb \
        0 1 1 fr 0 1 1 e1 2 1 1 n1 0 1 1 lb 0 1 1 mx 0 1 1 l7 0 1 1 mt 0 1 1 l3 0 1 1 mx 0 1 1 l7 0 1 1 31 0 1 1 92 \
        0 1 1 ln 3 1 1 nt 0 1 1 m3 2 1 1 nn 0 1 1 lx 0 1 1 oh 0 1 1 mr 0 1 1 h7 0 1 1 fh 0 1 1 gb 0 1 1 el 0 1 1 ot \
        0 1 1 n3 0 1 1 ox 0 1 1 n7 0 1 1 ot 0 1 1 n3 0 1 1 ox 0 1 1 n7 0 1 1 ot 0 1 1 n3 0 1 1 ox 0 1 1 n7 0 1 1 op \
        0 1 1 mz 0 1 1 ot 0 1 1 n3 0 1 1 or 0 1 1 n1 0 1 1 ov 0 1 1 n5 0 1 1 ot 0 1 1 n3 0 1 1 ox 0 1 1 n7 0 1 1 p5 \
        0 1 1 nf 0 1 1 p7 0 1 1 nh 2 1 1 q3 0 1 1 od 6 1 1 qx 0 1 1 p7 0 1 1 qt 0 1 1 p3 0 1 1 qd 0 1 1 on 0 1 1 qh \
        0 1 1 or 0 1 1 ql 0 1 1 ov 0 1 1 qp 0 1 1 oz 0 1 1 q9 0 1 1 oj 8w 1 1 ad 9 1 1 1ad 6 1 1 14p 0 1 1 m 0 1 1 \
        13z 0 1 1 q 0 1 1 s 0 1 1 u 1 1 1 12 1 1 1 1a 0 1 1 1g 0 1 1 2a p 1 1 x 0 1 1 b 0 1 1 a 0 1 1 g 0 1 1 i 0 1 \
        1 k 0 1 1 16 p 1 1 x 0 1 1 b 0 1 1 p 0 1 1 f 0 1 1 9 4 1 1 1 0 1 1 3 17 1 1 16 0 1 1 14 1 1 1 w 3 1 1 1 4 1 \
        1 s 0 1 1 m 0 1 1 16 a 1 1 1 v 1 1 1 m 1 1 1h 0 1 1 1j 1 1 1 1r 3 1 1 1 4 1 1 1v 0 1 1 21 0 1 1 1h n 2 1 3 \
        21 1 1 9h 0 1 1 7r d 1 1 an 0 1 1 8x 0 1 1 ar 0 1 1 91 2 1 1 ap 0 1 1 8z 2 2 1 3 0 1 1 az 0 1 1 99 0 1 1 b1 \
        0 1 1 9b 2 1 1 b7 0 1 1 9h 0 1 1 bb 0 1 1 9l 0 1 1 b3 0 1 1 9d 2 2 1 3 0 1 1 al 0 1 1 8v 0 1 1 b9 0 1 1 9j 0 \
        1 1 bd 0 1 1 9n 0 1 1 bh 0 1 1 9r 0 1 1 bd 0 1 1 9n 2 1 1 bd 0 1 1 9n 88 1 1 a 0 1 1 8 0 1 1 20 0 1 1 4 0 1 \
        1 20 49 1 1 16 1 1 1 1 g 1 1 1 gl 1 1 1 7 1 1 1 2 1 1 1 z 3 1 3p 0 1 1 3h 0 2 1 39 0 1 1 2t 0 1 1 2n 3g 2 1 \
        39 1 1 1 2n 2b 1 1 1 2 1 1 4 y 2 1 3p 0 1 1 3h 2 1 1 2t 6h 1 1 1 j 2 1 39 9u 1 1 16 6 2 1 s 1 1 1 f 7j 1 1 1 \
        a0 1 1 1 9 1 1 1 4 1 1 1 4 1 1 1 4 1 1 1 c 1 1 29 58 1 1 1 26s 1 1 b 1 1 1 f 5 1 1 r jg 1 1 br1 0 1 1 bpb 0 \
        1 1 br3 0 1 1 bpd 0 1 1 br7 0 1 1 bph 0 1 1 brb 0 1 1 bpl 0 1 1 brd 0 1 1 bpn 0 1 1 brf 0 1 1 bpp 0 1 1 brj \
        0 1 1 bpt 0 1 1 brn 0 1 1 bpx 0 1 1 brr 0 1 1 bq1 0 1 1 brv 0 1 1 bq5 0 1 1 brx 0 1 1 bq7 0 1 1 bs1 0 1 1 \
        bqb 0 1 1 bs5 0 1 1 bqf 0 1 1 bs9 0 1 1 bqj 0 1 1 bsd 0 1 1 bqn 0 1 1 bsf 0 1 1 bqp 0 1 1 bsh 0 1 1 bqr 0 1 \
        1 bsj 0 1 1 bqt 0 1 1 bsn 0 1 1 bqx 0 1 1 bsr 0 1 1 br1 0 1 1 bsv 0 1 1 br5 0 1 1 bsz 0 1 1 br9 0 1 1 bt1 0 \
        1 1 brb 0 1 1 bt5 0 1 1 brf 0 1 1 bt5 0 1 1 brf 0 1 1 bt9 0 1 1 brj 0 1 1 btd 0 1 1 brn 0 1 1 btf 0 1 1 brp \
        0 1 1 btj 0 1 1 brt 0 1 1 btn 0 1 1 brx 0 1 1 btr 0 1 1 bs1 0 1 1 btt 0 1 1 bs3 0 1 1 btx 0 1 1 bs7 0 1 1 \
        bu1 0 1 1 bsb 0 1 1 bu3 0 1 1 bsd 0 1 1 bu7 0 1 1 bsh 0 1 1 bub 0 1 1 bsl 0 1 1 buf 0 1 1 bsp 0 1 1 buh 0 1 \
        1 bsr 0 1 1 bul 0 1 1 bsv 0 1 1 bup 0 1 1 bsz 0 1 1 but 0 1 1 bt3 0 1 1 buv 0 1 1 bt5 0 1 1 buz 0 1 1 bt9 0 \
        1 1 buz 0 1 1 bt9 0 1 1 bv3 0 1 1 btd 0 1 1 bv7 0 1 1 bth 0 1 1 bvb 0 1 1 btl 0 1 1 bvd 0 1 1 btn 0 1 1 bvh \
        0 1 1 btr 0 1 1 bvl 0 1 1 btv 0 1 1 bvp 0 1 1 btz 0 1 1 bvt 0 1 1 bu3 0 1 1 bvv 0 1 1 bu5 0 1 1 bvz 0 1 1 \
        bu9 0 1 1 bw3 0 1 1 bud 0 1 1 bw7 0 1 1 buh 0 1 1 bw9 0 1 1 buj 0 1 1 bwd 0 1 1 bun 0 1 1 bwh 0 1 1 bur 0 1 \
        1 bwl 0 1 1 buv 0 1 1 bwp 0 1 1 buz 0 1 1 bwr 0 1 1 bv1 0 1 1 bwv 0 1 1 bv5 0 1 1 bwx 0 1 1 bv7 0 1 1 bx1 0 \
        1 1 bvb 0 1 1 bx5 0 1 1 bvf 0 1 1 bx9 0 1 1 bvj 0 1 1 bxd 0 1 1 bvn 0 1 1 bxf 0 1 1 bvp 0 1 1 bxj 0 1 1 bvt \
        0 1 1 bxl 0 1 1 bvv 0 1 1 bxn 0 1 1 bvx 0 1 1 bxr 0 1 1 bw1 0 1 1 bxv 0 1 1 bw5 0 1 1 bx7 0 1 1 bwl 0 1 1 \
        bwh 0 1 1 bwf 1 1 1 bhz 4 1 1 bzx 0 1 1 by7 0 1 1 c01 0 1 1 byb 0 1 1 c05 0 1 1 byf 0 1 1 c09 0 1 1 byj 0 1 \
        1 c0d 0 1 1 byn 0 1 1 c0h 0 1 1 byr 0 1 1 c0l 0 1 1 byv 0 1 1 c0p 0 1 1 byz 0 1 1 c0t 0 1 1 bz3 0 1 1 c0x 0 \
        1 1 bz7 0 1 1 c11 0 1 1 bzb 0 1 1 c15 0 1 1 bzf 0 1 1 c11 0 1 1 bzb 0 1 1 c15 0 1 1 bzf 0 1 1 c19 0 1 1 bzj \
        0 1 1 c1d 0 1 1 bzn 0 1 1 c1h 0 1 1 bzr 0 1 1 c1l 0 1 1 bzv 0 1 1 c1p 0 1 1 bzz 0 1 1 c1t 0 1 1 c03 0 1 1 \
        c1p 0 1 1 bzz 0 1 1 c1t 0 1 1 c03 0 1 1 c1l 0 1 1 bzv 0 1 1 c1p 0 1 1 bzz 0 1 1 c1t 0 1 1 c03 0 1 1 c1x 0 1 \
        1 c07 0 1 1 c21 0 1 1 c0b 0 1 1 c25 0 1 1 c0f 0 1 1 c29 0 1 1 c0j 0 1 1 c2d 0 1 1 c0n 0 1 1 c2h 0 1 1 c0r 0 \
        1 1 c2l 0 1 1 c0v 0 1 1 c2p 0 1 1 c0z 0 1 1 c2t 0 1 1 c13 0 1 1 c2l 0 1 1 c0v 0 1 1 c2p 0 1 1 c0z 0 1 1 c2t \
        0 1 1 c13 0 1 1 c2x 0 1 1 c17 0 1 1 c31 0 1 1 c1b 0 1 1 c35 0 1 1 c1f 0 1 1 c39 0 1 1 c1j 0 1 1 c35 0 1 1 \
        c1f 0 1 1 c39 0 1 1 c1j 0 1 1 c3d 0 1 1 c1n 0 1 1 c3h 0 1 1 c1r 6 1 1 asd 0 1 1 asf 0 1 1 ash 0 1 1 asj 0 1 \
        1 asl 0 1 1 asn 0 1 1 asp 0 1 1 asr 0 1 1 aul 0 1 1 aun 0 1 1 aup 0 1 1 aur 0 1 1 aut 0 1 1 auv 0 1 1 aux 0 \
        1 1 auz 0 1 1 at1 0 1 1 at3 0 1 1 at5 0 1 1 at7 0 1 1 at9 0 1 1 atb 2 1 1 av9 0 1 1 avb 0 1 1 avd 0 1 1 avf \
        0 1 1 avh 0 1 1 avj 2 1 1 att 0 1 1 atv 0 1 1 atx 0 1 1 atz 0 1 1 au1 0 1 1 au3 0 1 1 au5 0 1 1 au7 0 1 1 \
        aw1 0 1 1 aw3 0 1 1 aw5 0 1 1 aw7 0 1 1 aw9 0 1 1 awb 0 1 1 awd 0 1 1 awf 0 1 1 aul 0 1 1 aun 0 1 1 aup 0 1 \
        1 aur 0 1 1 aut 0 1 1 auv 0 1 1 aux 0 1 1 auz 0 1 1 awt 0 1 1 awv 0 1 1 awx 0 1 1 awz 0 1 1 ax1 0 1 1 ax3 0 \
        1 1 ax5 0 1 1 ax7 0 1 1 av5 0 1 1 av7 0 1 1 av9 0 1 1 avb 0 1 1 avd 0 1 1 avf 2 1 1 axd 0 1 1 axf 0 1 1 axh \
        0 1 1 axj 0 1 1 axl 0 1 1 axn 2 1 1 avp 0 1 1 avr 0 1 1 avt 0 1 1 avv 0 1 1 avx 0 1 1 avz 0 1 1 aw1 0 1 1 \
        aw3 1 1 1 axz 1 1 1 ay3 1 1 1 ay7 1 1 1 ayb 0 1 1 awd 0 1 1 awf 0 1 1 awh 0 1 1 awj 0 1 1 awl 0 1 1 awn 0 1 \
        1 awp 0 1 1 awr 0 1 1 ayl 0 1 1 ayn 0 1 1 ayp 0 1 1 ayr 0 1 1 ayt 0 1 1 ayv 0 1 1 ayx 0 1 1 ayz 0 1 1 ayl 0 \
        1 1 ayn 0 1 1 ayh 0 1 1 ayj 0 1 1 ayh 0 1 1 ayj 0 1 1 ayh 0 1 1 ayj 0 1 1 ay9 0 1 1 ayb 0 1 1 ay1 0 1 1 ay3 \
        0 1 1 axx 0 1 1 axz 2 1 1 azh 0 1 1 azj 0 1 1 azl 0 1 1 azn 0 1 1 azp 0 1 1 azr 0 1 1 azt 0 1 1 azv 0 1 1 \
        b1p 0 1 1 b1r 0 1 1 b1t 0 1 1 b1v 0 1 1 b1x 0 1 1 b1z 0 1 1 b21 0 1 1 b23 0 1 1 b01 0 1 1 b03 0 1 1 b05 0 1 \
        1 b07 0 1 1 b09 0 1 1 b0b 0 1 1 b0d 0 1 1 b0f 0 1 1 b29 0 1 1 b2b 0 1 1 b2d 0 1 1 b2f 0 1 1 b2h 0 1 1 b2j 0 \
        1 1 b2l 0 1 1 b2n 0 1 1 azx 0 1 1 azz 0 1 1 b01 0 1 1 b03 0 1 1 b05 0 1 1 b07 0 1 1 b09 0 1 1 b0b 0 1 1 b25 \
        0 1 1 b27 0 1 1 b29 0 1 1 b2b 0 1 1 b2d 0 1 1 b2f 0 1 1 b2h 0 1 1 b2j 0 1 1 b25 0 1 1 b27 0 1 1 b29 0 1 1 \
        b2b 0 1 1 b2d 1 1 1 b2h 0 1 1 b2j 0 1 1 b4d 0 1 1 b4f 0 1 1 b4h 0 1 1 b4j 0 1 1 b4l 1 1 1 b2h 2 1 1 ca9 0 1 \
        1 b2t 0 1 1 b2v 0 1 1 b2x 1 1 1 b31 0 1 1 b33 0 1 1 b51 0 1 1 b53 0 1 1 b51 0 1 1 b53 0 1 1 b55 0 1 1 r 0 1 \
        1 t 0 1 1 v 0 1 1 b3h 0 1 1 b3j 0 1 1 b3l 0 1 1 b3n 2 1 1 b3t 0 1 1 b3v 0 1 1 b5p 0 1 1 b5r 0 1 1 b5t 0 1 1 \
        b5v 1 1 1 1u 0 1 1 1s 0 1 1 1q 0 1 1 b3p 0 1 1 b3r 0 1 1 b3t 0 1 1 b3v 0 1 1 b45 0 1 1 b47 0 1 1 b41 0 1 1 \
        b43 0 1 1 b5x 0 1 1 b5z 0 1 1 b61 0 1 1 b63 0 1 1 b6d 0 1 1 ccp 0 1 1 ccr 0 1 1 cgt 2 1 1 b4h 0 1 1 b4j 0 1 \
        1 b4l 1 1 1 b4p 0 1 1 b4r 0 1 1 b75 0 1 1 b77 0 1 1 b6p 0 1 1 b6r 0 1 1 b6t 0 1 1 ccx 2 2 1 4 84 1 1 bnd 3 1 \
        1 czh 0 1 1 d03 32 1 1 j 0 1 1 h i 1 1 1f u 1 1 6 0 1 1 c 0 1 1 6 1g 1 1 1 4 1 1 1 2 1 1 1 n 2 2 1 q 1 1 9 2 \
        1 1 1 2 1 1 3 1 1 1 1 m 1 1 dhh 1 1 1 1 a 1 1 1r 0 1 1 dib 0 1 1 di9 0 2 1 n 2 2 1 3 2 2 1 3 6 2 1 b 2 2 1 3 \
        2 2 1 3 y 1 1 j 0 2 1 9 0 1 1 7 1c 2 1 5j 0 2 1 4h 6 4 1 33 1n 2 1 532 1ip 1 1 2 12n c 2 1 2 3 2 1 6 1 1 1 0 \
        1 1 3 1 1 1 1 0 1 1 3 1 1 1 1 0 1 1 3 1 1 1 1 0 1 1 3 1 1 1 1 0 1 1 3 m 1 1 4b 9 1 1 1 d c 2 1 2 3 2 1 6 1 1 \
        1 0 1 1 3 1 1 1 1 0 1 1 3 1 1 1 1 0 1 1 3 1 1 1 1 0 1 1 3 1 1 1 1 0 1 1 3 m 1 1 4b 2 4 1 f 3 1 1 1 13i9 1 1 \
        16y7 0 1 1 1lp5 0 1 1 15yn 0 1 1 16r9 0 1 1 1ilh 0 1 1 1vhh 0 1 1 1t8h 0 1 1 zbp 0 1 1 zbr 0 1 1 1r3j 0 1 1 \
        14s1 0 1 1 1slj 0 1 1 1r47 0 1 1 1not 0 1 1 1fm1 0 1 1 1c0j 0 1 1 19cx 0 1 1 18rx 0 1 1 18ab 0 1 1 15af 0 1 \
        1 1kir 0 1 1 1jar 0 1 1 1htl 0 1 1 1gmp 0 1 1 1a5x 0 1 1 14yl 0 1 1 11ld 0 1 1 1ve9 0 1 1 1tfx 0 1 1 1k4x 0 \
        1 1 1hc5 0 1 1 19er 0 1 1 zyb 0 1 1 1pk1 0 1 1 1i7h 0 1 1 19kb 0 1 1 185b 0 1 1 1nef 0 1 1 1b4r 0 1 1 18nj 0 \
        1 1 1ozf 0 1 1 1lpf 0 1 1 1j7j 0 1 1 1h0d 0 1 1 158b 0 1 1 1v0t 0 1 1 1u5p 0 1 1 1tpd 0 1 1 1mmv 0 1 1 1k8r \
        0 1 1 1hdv 0 1 1 1fh3 0 1 1 1bvp 0 1 1 19i5 0 1 1 19df 0 1 1 16dr 0 1 1 12q3 0 1 1 111v 0 1 1 101r 0 1 1 \
        1eu5 0 1 1 1egp 0 1 1 1cu1 0 1 1 1aeh 0 1 1 14dx 0 1 1 zup 0 1 1 17md 0 1 1 1rd1 0 1 1 1oxp 0 1 1 1dc7 0 1 1 \
        1bpp 0 1 1 1haf 0 1 1 1erd 0 1 1 16vf 0 1 1 12ub 0 1 1 1rdv 0 1 1 1pzl 0 1 1 1kkx 0 1 1 1j39 0 1 1 1im5 0 1 \
        1 1d1b 0 1 1 1cmp 0 1 1 134b 0 1 1 1trz 0 1 1 1bpr 0 1 1 1u5r 0 1 1 1u6p 0 1 1 1e9f 0 1 1 1ctt 0 1 1 1adp 0 \
        1 1 132f 0 1 1 17eb 0 1 1 1nh3 0 1 1 1kmr 0 1 1 17lp 0 1 1 1vm1 0 1 1 1q7j 0 1 1 1okb 0 1 1 1gvn 0 1 1 1g4j \
        0 1 1 1tp3 0 1 1 1eq9 0 1 1 1v0r 0 1 1 1oqh 0 1 1 1voz 0 1 1 1jjr 0 1 1 1mg1 0 1 1 1d3j 0 1 1 1tfz 0 1 1 \
        1rmj 0 1 1 1fiv 0 1 1 1aa1 0 1 1 17rd 0 1 1 1jzf 0 1 1 15s1 0 1 1 1jo3 0 1 1 1nft 0 1 1 1au5 0 1 1 1n6x 0 1 \
        1 1g69 0 1 1 1vgx 0 1 1 1ue5 0 1 1 1u8v 0 1 1 1l9t 0 1 1 1d7r 0 1 1 1b15 0 1 1 17px 0 1 1 14yl 0 1 1 1tsj 0 \
        1 1 1ta3 0 1 1 1r8b 0 1 1 1p2j 0 1 1 1md7 0 1 1 1ibv 0 1 1 1eph 0 1 1 13g1 0 1 1 11kp 0 1 1 zxd 0 1 1 zud 0 \
        1 1 1ty5 0 1 1 1lzd 0 1 1 1k4p 0 1 1 15xx 0 1 1 1p9v 0 1 1 1o1p 0 1 1 1nvj 0 1 1 1mul 0 1 1 1iot 0 1 1 1hub \
        0 1 1 1gk5 0 1 1 1ehh 0 1 1 1cub 0 1 1 1bv3 0 1 1 161v 0 1 1 1a39 0 1 1 15nx 0 1 1 14f5 0 1 1 1u6h 0 1 1 \
        1tyr 0 1 1 1t4x 0 1 1 1i25 0 1 1 18l7 0 1 1 17u5 0 1 1 1p69 0 1 1 1opn 0 1 1 1nbl 0 1 1 1k31 0 1 1 1djj 0 1 \
        1 1h0j 0 1 1 1vgn 0 1 1 1s9r 0 1 1 1qbp 0 1 1 1plt 0 1 1 1onz 0 1 1 1gxh 0 1 1 1gnd 0 1 1 1c89 0 1 1 1byr 0 \
        1 1 14vt 0 1 1 1307 0 1 1 12vp 0 1 1 12k7 0 1 1 1v83 0 1 1 1ekv 0 1 1 1539 0 1 1 133z 0 1 1 1odr 0 1 1 1vmv \
        0 1 1 1upt 0 1 1 1qcb 0 1 1 1q7v 0 1 1 1mix 0 1 1 1ks9 0 1 1 1hpf 0 1 1 1fy5 0 1 1 1a4r 0 1 1 15l9 0 1 1 zn1 \
        0 1 1 1m61 0 1 1 13cf 0 1 1 1u2j 0 1 1 1lsp 0 1 1 1lm3 0 1 1 1jip 0 1 1 1izh 0 1 1 1gud 0 1 1 1gbr 0 1 1 \
        1f45 0 1 1 1da5 0 1 1 12hv 0 1 1 1uiv 0 1 1 1nwn 0 1 1 1391 0 1 1 1v0x 0 1 1 1px3 0 1 1 1j9z 0 1 1 1655 0 1 \
        1 1oyh 0 1 1 1oa1 0 1 1 1ll1 0 1 1 1h2f 0 1 1 138r 0 1 1 1u93 0 1 1 1ti5 0 1 1 1q7n 0 1 1 1me1 0 1 1 1lwl 0 \
        1 1 1ldf 0 1 1 1jp7 0 1 1 1gvv 0 1 1 1g5h 0 1 1 1cd5 0 1 1 18of 0 1 1 18nh 0 1 1 154p 0 1 1 134f 0 1 1 1tuf \
        0 1 1 1izn 0 1 1 1ti7 0 1 1 1hrv 0 1 1 1god 0 1 1 19t7 0 1 1 138b 0 1 1 10z9 0 1 1 102v 0 1 1 1ltl 0 1 1 \
        1jdf 0 1 1 1bff 0 1 1 1e8n 0 1 1 1e3z 0 1 1 1djh 0 1 1 1hf7 0 1 1 1i9v 0 1 1 17pj 0 1 1 1vnd 0 1 1 1axb 0 1 \
        1 1ua1 0 1 1 1ucx 0 1 1 1pdh 0 1 1 1nq5 0 1 1 1dg9 0 1 1 1qm5 0 1 1 1jnx 0 1 1 1m77 0 1 1 166v 0 1 1 18xj 0 \
        1 1 13ef 0 1 1 18fx 0 1 1 1pbj 0 1 1 1uon 0 1 1 1swp 2 1 1 1rvv 1 1 1 1mbf 2 1 1 1ugd 0 1 1 1hav 0 1 1 1fvd \
        0 1 1 1ewn 0 1 1 1eut 0 1 1 1euh 0 1 1 1es7 0 1 1 130r 0 1 1 1dj1 0 1 1 1cch 1 1 1 19uj 1 1 1 17wz 2 1 1 \
        15uh 0 1 1 15jl 3 1 1 12et 0 1 1 12e5 0 1 1 12br 0 1 1 10j5 0 1 1 15lr 0 1 1 13an 0 1 1 1vcz 0 1 1 1uvn 0 1 \
        1 1uq1 0 1 1 1u4z 0 1 1 1u3j 0 1 1 1txj 0 1 1 1t0x 0 1 1 1sv5 0 1 1 1spr 0 1 1 1rzl 0 1 1 1rtv 0 1 1 1qct 0 \
        1 1 1qcb 0 1 1 1opd 0 1 1 1odn 0 1 1 1obl 0 1 1 1o63 0 1 1 1mub 0 1 1 1mm7 0 1 1 1mcj 0 1 1 1lkt 0 1 1 1jmj \
        0 1 1 1jdj 0 1 1 1iyx 0 1 1 1i2b 0 1 1 1hrv 0 1 1 1gzz 0 1 1 1f8z 0 1 1 1ezf 0 1 1 1eyv 0 1 1 1eyz 0 1 1 \
        1eyl 0 1 1 1eyb 0 1 1 1exz 0 2 1 1evd 0 1 1 1elj 0 1 1 1ehz 0 1 1 1e0b 0 1 1 1d51 0 1 1 1d3x 0 1 1 1d0v 0 1 \
        1 1cjz 0 1 1 1cbv 0 1 1 1bkt 0 1 1 1bd3 0 1 1 1bd5 0 1 1 1amn 0 1 1 18rj 0 1 1 18k5 0 1 1 1801 0 1 1 17wz 0 \
        1 1 17a9 0 1 1 177d 0 1 1 165b 0 1 1 15y5 0 1 1 13bd 0 1 1 12vn 0 1 1 12sd 0 1 1 1otn 0 1 1 3ls4 0 1 1 1bjd \
        2 1 1 1w2b 0 1 1 1unr 0 1 1 1us3 0 1 1 1vj9 0 1 1 1uu5 0 1 1 1uqx 0 1 1 1u8t 0 1 1 1u61 0 1 1 1t4l 0 1 1 \
        1t8n 0 1 1 1t4x 0 1 1 1t0x 0 1 1 1s1v 0 1 1 1rwz 0 1 1 1roz 0 1 1 1ro5 0 1 1 1r97 0 1 1 1qy9 0 1 1 1pi7 0 1 \
        1 1phv 0 1 1 1p9x 0 1 1 1p67 0 1 1 1opn 0 1 1 1oj5 0 1 1 1on3 0 1 1 1ofp 0 1 1 1oib 0 1 1 1oa9 0 1 1 1o6n 0 \
        1 1 1nkh 0 1 1 1nfn 0 1 1 1ncp 0 1 1 1myb 0 1 1 1mih 0 1 1 1m9h 0 1 1 1m9b 0 1 1 1m63 0 1 1 1kjb 0 1 1 1kfr \
        0 1 1 1ju3 0 1 1 1j7d 0 1 1 1j8b 0 1 1 1j3j 0 1 1 1ipl 0 1 1 1i6z 0 1 1 1fqj 0 1 1 1hw1 0 1 1 1hpb 0 1 1 \
        1hij 0 1 1 1h0f 0 1 1 1gs7 0 1 1 1gpb 0 1 1 1gct 0 1 1 1gcr 0 1 1 1g3b 0 1 1 1g2f 0 1 1 1g13 0 1 1 1fwd 0 1 \
        1 1fwz 0 1 1 1fb1 0 1 1 1ek5 0 1 1 1e55 0 1 1 1dut 0 1 1 1dif 0 1 1 1d9z 0 1 1 1crp 0 1 1 1cgp 0 1 1 1b5t 0 \
        1 1 1ax5 0 1 1 19iv 0 1 1 18tl 0 1 1 18pt 0 1 1 18oz 0 1 1 188j 0 1 1 185f 0 1 1 187z 0 1 1 1851 0 1 1 1859 \
        0 1 1 1869 0 1 1 1823 0 1 1 17xn 0 1 1 17ch 0 1 1 16hf 0 1 1 1601 0 1 1 15jp 0 1 1 157h 0 1 1 13mb 0 1 1 \
        13gn 0 1 1 13ab 0 1 1 132z 0 1 1 1311 0 1 1 130f 0 1 1 12xt 0 1 1 11th 0 1 1 100z 0 1 1 3b3q 0 1 1 3b3c 0 1 \
        1 3fns 0 1 1 23jd 0 1 1 21rp 0 1 1 21px 0 1 1 3roo 0 1 1 3vuc 0 1 1 49a0 0 1 1 106h 0 1 1 102d 1v 1 1 2ow7 1 \
        1 1 2oux a 1 1 2ow1 0 1 1 2ow3 0 1 1 2ow5 0 1 1 2ow7 0 1 1 2oxn 0 1 1 2oxp 0 7 1 2oxr 1 5 1 2oxr 1 2 2 2oxr \
        0 2 2 2oxr 0 2 2 2oxr 0 4 1 2oxr 0 1 1 2oyz 0 1 1 2oz9 0 1 1 2oyr 0 1 1 2oyb 47f 2 2 1 e 1 1 b sv 1 1 3 2ngk \
        1 1 7hc5 0 1 1 7hch 0 1 1 7hc1 0 1 1 2pj5 0 1 1 7gw7 0 1 1 7grx 0 1 1 7gr9 0 1 1 7gnd 0 1 1 7ggr 0 1 1 7gf3 \
        0 1 1 7gat 0 1 1 7gc7 0 1 1 7rh7 0 1 1 2nj9 0 1 1 7g5d 0 1 1 7g51 0 1 1 7g47 0 1 1 7g37 0 1 1 2nzf 0 1 1 \
        7rg3 0 1 1 7g49 0 1 1 7g27 0 1 1 2nx1 0 1 1 7g1r 0 1 1 7g13 0 1 1 7h5l 0 1 1 7g0r 0 1 1 7g0b 0 1 1 14e1 0 1 \
        1 7fwv 0 1 1 7fw5 0 1 1 7ren 0 1 1 7ft5 0 1 1 7fsl 0 1 1 7fq7 0 1 1 7fpz 0 1 1 7rbx 0 1 1 7fln 0 1 1 7fll 0 \
        1 1 7fk5 0 1 1 7fiz 0 2 1 7fif 0 1 1 7fhj 0 1 1 7fet 0 1 1 7fef 0 1 1 7fdz 0 1 1 7fcn 0 1 1 7fc5 0 1 1 7fc3 \
        0 1 1 7fc5 0 1 1 7fc7 0 1 1 2m1b 0 1 1 73wp 0 1 1 7f87 0 1 1 7f73 0 1 1 2lk9 0 1 1 7f6j 0 1 1 7f69 0 1 1 \
        7f55 0 1 1 7ewr 0 1 1 7f2h 0 1 1 7f1n 0 1 1 7ezx 0 1 1 7ewr 0 1 1 7es5 0 1 1 7eqr 0 1 1 7en3 0 1 1 7em9 0 1 \
        1 7ekh 0 1 1 7ekj 0 1 1 7ejf 0 1 1 7eih 0 1 1 7ei3 0 1 1 7ehb 0 1 1 7dyh 0 1 1 7edn 0 1 1 7dyj 0 1 1 7e9l 0 \
        1 1 7e7p 0 1 1 7fyp 0 1 1 7d8l 0 1 1 7don 0 1 1 7dml 0 1 1 7dl9 0 1 1 7dsj 0 1 1 7djb 0 1 1 7djf 0 1 1 7dcn \
        0 1 1 2hux 0 1 1 7d8v 0 1 1 7d8n 0 1 1 7d7v 0 1 1 7d6t 0 1 1 7d6f 0 1 1 7d2x 0 1 1 2h67 0 1 1 2h2l 0 1 1 \
        7cvf 0 1 1 7csv 0 1 1 7cs9 0 1 1 7cwp 0 1 1 7cov 0 1 1 7qpd 0 1 1 7qon 0 1 1 7cg1 0 1 1 7cd3 0 1 1 7cd5 0 1 \
        1 2fyf 0 1 1 7c5v 0 1 1 7c4r 0 1 1 7c3z 0 1 1 7c3d 0 1 1 2fg1 0 1 1 7c2t 0 1 1 7c2h 0 1 1 7arl 0 1 1 7c11 0 \
        1 1 7qi1 0 1 1 7bxp 0 1 1 7bwz 0 1 1 7bsh 0 1 1 7bvd 0 1 1 2ect 0 1 1 7bld 0 1 1 2ect 0 1 1 7bj3 0 1 1 7bjb \
        0 1 1 7bif 0 2 1 7bcv 0 1 1 7q93 0 1 1 7bbh 0 1 1 7b95 0 1 1 7b81 0 1 1 7b5n 0 1 1 7q6j 0 1 1 2cy3 0 1 1 \
        7q57 0 1 1 7b1x 0 1 1 7b1t 0 1 1 7b1p 0 1 1 7b0n 0 1 1 xkp 0 1 1 7axv 0 1 1 2can 0 1 1 2cap 0 1 1 6x43 0 1 1 \
        7aw3 0 1 1 7aw5 0 1 1 7q1p 0 1 1 2665 0 1 1 1njv 0 1 1 7ast 0 1 1 7asd 0 1 1 7q0f 0 1 1 7apv 0 1 1 7an3 0 1 \
        1 7aml 0 1 1 7akr 0 1 1 7ad9 0 1 1 7pvx 0 1 1 7pxn 0 1 1 7acd 0 1 1 2avz 0 1 1 7a9n 0 1 1 7a2j 0 1 1 7a2d 0 \
        1 1 7a2b 0 1 1 7a2h 0 1 1 79zz 0 1 1 79yx 0 1 1 79wz 0 1 1 79xt 0 1 1 79x9 0 1 1 79up 0 1 1 79tn 0 1 1 79th \
        0 1 1 79s3 0 1 1 79rj 0 1 1 79nx 0 1 1 79jb 0 1 1 79hf 0 1 1 79al 0 1 1 2993 0 1 1 79br 0 1 1 79ff 0 1 1 \
        799h 0 1 1 7981 0 1 1 792p 0 1 1 28wp 0 1 1 78zd 0 1 1 794l 0 1 1 7967 0 1 1 7pk7 0 1 1 78vn 0 1 1 78uj 0 1 \
        1 78sv 0 1 1 78v1 0 1 1 7ph1 0 1 1 78j5 0 1 1 78hl 0 1 1 27b3 0 1 1 78b3 0 1 1 77vr 0 1 1 785j 0 1 1 7p7t 0 \
        1 1 781n 0 1 1 7p8v 0 1 1 7pax 0 1 1 7gcf 0 1 1 7gcb 0 1 1 77vr 0 1 1 781d 0 1 1 6xqp 0 1 1 7lrv 0 1 1 77up \
        0 1 1 77uj 0 1 1 77u9 0 1 1 77qx 0 1 1 77rl 0 1 1 25v7 0 1 1 7p61 0 1 1 77ih 0 1 1 77p1 0 1 1 77dp 0 1 1 \
        77ax 0 1 1 25m3 0 1 1 77aj 0 1 1 77gr 0 1 1 7737 0 1 1 7p1v 0 1 1 770r 0 1 1 76vf 0 1 1 76rj 0 1 1 76h1 0 1 \
        1 24r5 0 1 1 76eb 0 1 1 7ovf 0 1 1 76aj 0 1 1 23yp 0 1 1 767t 0 1 1 7osn 0 1 1 7669 0 1 1 763t 0 2 1 762d 0 \
        1 1 2383 0 1 1 2evt 0 1 1 2325 0 1 1 75uf 0 1 1 22d9 0 1 1 75o9 0 1 1 75nj 0 1 1 75t9 0 1 1 75jl 0 1 1 75hf \
        0 1 1 75eb 0 1 1 75hd 0 1 1 75f7 0 1 1 75ef 0 1 1 75dr 0 1 1 228f 0 1 1 75id 0 1 1 754h 0 1 1 7511 0 1 1 \
        7oh9 0 1 1 74vz 0 1 1 74w9 0 1 1 21kn 0 1 1 757t 0 1 1 74n5 0 1 1 21cz 0 1 1 21ad 0 1 1 74if 0 1 1 74c3 0 1 \
        1 74dn 0 1 1 74dv 0 1 1 7ocf 0 1 1 74bd 0 1 1 748l 0 1 1 748z 0 1 1 7461 0 1 1 2odn 0 1 1 73xp 0 1 1 206r 0 \
        1 1 73sz 0 1 1 1zon 0 1 1 73lb 0 1 1 73kn 0 1 1 73j7 0 1 1 1yr9 0 1 1 73gn 0 1 1 73fj 0 1 1 1yap 0 1 1 1xyd \
        0 1 1 732z 0 1 1 7323 0 1 1 7ny3 0 1 1 730r 0 1 1 7nxj 0 1 1 7nxl 0 1 1 72rx 0 1 1 72qt 0 1 1 72pp 0 1 1 \
        72on 0 1 1 72kv 0 1 1 7nsf 0 1 1 72fz 0 1 1 1wcd 0 1 1 72en 0 1 1 1w7d 0 1 1 72bz 0 1 1 2d6b 0 1 1 7237 0 1 \
        1 1v03 0 1 1 1uyv 0 1 1 1ur5 0 1 1 7ngj 0 1 1 7nfx 0 1 1 71qv 0 1 1 1uhn 0 1 1 1uhr 0 1 1 1ufn 0 1 1 1ue9 0 \
        2 1 71ot 0 1 1 71ov 0 1 1 71mj 0 1 1 7ndr 0 1 1 71j1 0 1 1 7nd5 0 1 1 7n8r 0 1 1 1t9b 0 1 1 718f 0 1 1 7151 \
        0 1 1 711j 0 1 1 7n4r 0 1 1 1sgn 0 1 1 70u1 0 1 1 1sab 0 1 1 1s7z 0 1 1 70r1 0 1 1 70lz 0 1 1 7n0x 0 1 1 \
        70hd 0 1 1 70gv 0 1 1 70gn 0 1 1 1r5r 0 1 1 1qp7 0 1 1 1qp9 0 1 1 7081 0 1 1 7mpn 0 1 1 1qaz 0 1 1 6zw7 0 1 \
        1 6zw3 0 1 1 7mnt 0 1 1 1pzd 0 1 1 6zhj 0 1 1 7mh9 0 1 1 6zgf 0 1 1 6zgr 0 1 1 6zf7 0 1 1 1osp 0 1 1 6z9t 0 \
        1 1 7mc7 0 1 1 6z4d 0 1 1 6z15 0 1 1 6yxh 0 1 1 7m9l 0 1 1 1nrn 0 1 1 1npz 0 1 1 7m7p 0 1 1 1nhz 0 1 1 6ygn \
        0 1 1 1nch 0 1 1 6yf9 0 1 1 6y9p 0 1 1 6y95 0 1 1 1mpt 0 1 1 1mlt 0 1 1 6y49 0 1 1 1mej 0 1 1 6y3h 0 1 1 \
        269t 0 1 1 7m1j 0 1 1 6xzz 0 1 1 6xvj 0 1 1 7lyp 0 1 1 6xsd 0 1 1 7d0h 0 1 1 1lmn 0 1 1 1llx 0 1 1 267f 0 1 \
        1 266z 0 1 1 6xhv 0 1 1 6xhr 0 1 1 6s4d 0 1 1 7ltx 0 1 1 6xa3 0 1 1 6xah 0 1 1 6x9j 0 1 1 7g71 0 1 1 6x8j 0 \
        1 1 6x8h 0 1 1 6x7z 0 1 1 6x5r 0 1 1 1k8l 0 1 1 6x5x 0 1 1 6x2v 0 1 1 6wz1 0 1 1 6wuz 0 1 1 6x2p 0 1 1 6wu7 \
        0 1 1 6wrx 0 1 1 6wlr 0 1 1 6x09 0 1 1 6wtp 0 1 1 6wtn 0 1 1 6wst 0 1 1 1jvf 0 1 1 1jeb 0 1 1 1jmp 0 1 1 \
        7lkn 0 1 1 6wdp 0 1 1 6wdn 0 1 1 6wbr 0 1 1 1gw1 0 1 1 6w7j 0 1 1 1ipt 0 1 1 7li9 0 1 1 7li3 0 1 1 1iil 0 1 \
        1 1i2l 0 1 1 7lhp 0 1 1 6vut 0 1 1 6vu7 0 1 1 6vtn 0 1 1 6vtl 0 1 1 6vq3 0 1 1 6vrz 0 1 1 6vkl 0 1 1 6vn3 0 \
        1 1 6ver 0 1 1 6vjb 0 1 1 6vfn 0 1 1 6ve7 0 1 1 7lcf 0 1 1 6v99 0 1 1 6v7j 0 1 1 7lap 0 1 1 6v2d 0 1 1 6v29 \
        0 1 1 1fwb 0 1 1 6uvx 0 1 1 6uvl 0 1 1 7l7p 0 1 1 6uu5 0 1 1 7s4d 0 1 1 1f09 0 1 1 1eq3 0 1 1 7l0d 0 1 1 \
        7kzx 0 1 1 6u71 0 1 1 6u2t 0 1 1 6tu5 0 1 1 6tix 0 1 1 1dg5 0 1 1 6te9 0 1 1 6td3 0 1 1 6t85 0 1 1 6t33 0 1 \
        1 1cgh 0 1 1 2njd 0 1 1 6syl 0 1 1 6szh 0 1 1 6swn 0 1 1 2n7h 0 1 1 6sk3 0 1 1 6sel 0 1 1 19uj 0 1 1 19t3 0 \
        1 1 6rvf 0 1 1 6rqb 0 1 1 6rol 0 1 1 19bh 0 1 1 6ro5 0 1 1 6r8d 0 2 1 6qzl 0 1 1 6r4r 0 1 1 6qjn 0 1 1 6qi5 \
        0 1 1 17fp 0 1 1 6pxh 0 1 1 7jxv 0 1 1 6pv5 0 1 1 16ur 0 1 1 7jtj 0 1 1 6pgf 0 1 1 7c03 0 1 1 6pb7 0 1 1 \
        15cx 0 1 1 1515 0 1 1 7jmb 0 1 1 7jlx 0 1 1 6p0z 0 1 1 149t 0 1 1 7jir 0 1 1 1425 0 1 1 6oyt 0 1 1 6oyv 0 1 \
        1 6ox9 0 1 1 13md 0 1 1 6on3 0 1 1 7jbz 0 1 1 6oj9 0 1 1 6ocb 0 1 1 6oav 0 1 1 6o7l 0 1 1 7j3n 0 1 1 11gx 0 \
        1 1 6nsf 0 1 1 6nbp 0 1 1 6n19 0 1 1 7ipp 0 1 1 7io1 0 1 1 6mvj 0 1 1 z9f 0 1 1 7inl 0 1 1 z6h 0 1 1 yrt 0 1 \
        1 ykl 0 1 1 6mcz 0 1 1 7iin 0 1 1 6m9n 0 1 1 6m9f 0 1 1 6m93 0 1 1 6m8l 0 1 1 6m89 0 1 1 6m69 0 1 1 x89
        """

    /// The same where several scalars remain: gap, count, scalars.
    static let strippedSequenceData: StaticString = """
        1xn 2 1xj 1xa 0 2 1xj 1xz am 2 287 27y 0 2 287 28n 1z 2 2aa 2c7 1h 2 2bq 2bi 0 2 2br 2bi 0 2 2bq 2c7 72 2 \
        2iq 2j9 3i 2 2me 2m6 0 2 2mf 2m6 0 2 2me 2mv 3z 2 2qh 2q7 0 2 2qh 2q7 0 2 2qh 2qn 2lj 2 5c5 5dh 1 2 5c7 5dh \
        1 2 5c9 5dh 1 2 5cb 5dh 1 2 5cd 5dh 3 2 5ch 5dh 19 2 5dq 5dh 0 2 5dr 5dh 1czt 2 1idj 1ida 0 2 1idj 1idz a7 2 \
        1int 1ink 1 2 1int 1inx 6z 2 1iuw 1iun 0 2 1iux 1iun 112a 2 2jx3 2jxh 0 2 2jx4 2jxh 0 3 2jx4 2jxh 2jxq 0 3 \
        2jx4 2jxh 2jxr 0 3 2jx4 2jxh 2jxs 0 3 2jx4 2jxh 2jxt 0 3 2jx4 2jxh 2jxu 2e 2 2jzt 2jxh 0 2 2jzu 2jxh 0 3 \
        2jzt 2jxh 2jxq 0 3 2jzu 2jxh 2jxq 0 3 2jzt 2jxh 2jxr 0 3 2jzu 2jxh 2jxr
        """

    /// Lower case: gap, count, stride and shift of each run.
    static let loweredData: StaticString = """
        1t q 1 1s 2t n 1 1s 1 7 1 1s x o 2 2 3 3 2 2 2 8 2 2 2 n 2 2 1 1 1 6p 0 3 2 2 3 1 1 bo 0 2 2 2 1 1 1 bg 0 1 \
        1 2 1 2 1 be 0 1 1 2 2 1 1 4e 0 1 1 b8 0 1 1 ba 0 1 1 2 1 1 1 be 0 1 1 bi 1 1 1 bq 0 1 1 bm 0 1 1 2 3 1 1 bq \
        0 1 1 bu 1 1 1 bw 0 3 2 2 1 1 1 c4 0 1 1 2 1 1 1 c4 2 1 1 2 1 1 1 c4 0 1 1 2 1 2 1 c2 0 2 2 2 1 1 1 c6 0 1 1 \
        2 3 1 1 2 7 1 1 4 0 1 1 2 1 1 1 4 0 1 1 2 1 1 1 4 0 9 2 2 2 9 2 2 2 1 1 4 0 2 2 2 1 1 1 5d 0 1 1 33 0 k 2 2 \
        1 1 1 77 1 9 2 2 7 1 1 gnq 0 1 1 2 1 1 1 91 0 1 1 gnk 2 1 1 2 1 1 1 at 0 1 1 3u 0 1 1 3y 0 5 2 2 81 2 2 2 3 \
        1 1 2 8 1 1 6g 6 1 1 24 1 3 1 22 1 1 1 3k 1 2 1 3i 1 h 1 1s 1 9 1 1s z 1 1 g 8 c 2 2 5 1 1 3b 2 1 1 2 1 1 1 \
        d 0 1 1 2 2 3 1 77 0 g 1 4g 0 w 1 1s 1c h 2 2 9 r 2 2 1 1 1 u 0 7 2 2 2 1c 2 2 2 12 1 2o 289 12 1 b7k 1 1 1 \
        b7k 5 1 1 b7k k2 28 1 1nz4 0 6 1 g 1oz 1 1 2 6 17 1 4n3 2 3 1 4n3 8w 23 2 2 9 1 1 br1 1 1c 2 2 9 8 1 f 8 6 1 \
        f a 8 1 f 8 8 1 f 8 6 1 f b 4 2 f 8 8 1 f o 8 1 f 8 8 1 f 8 8 1 f 8 2 1 f 0 2 1 43 0 1 1 h b 4 1 4r 0 1 1 h \
        b 2 1 f 0 2 1 5j c 2 1 f 0 2 1 67 0 1 1 d b 2 1 73 0 2 1 6z 0 1 1 h 89 1 1 bll 3 1 1 cxp 0 1 1 cqz 6 1 1 1k \
        19 g 1 w j 1 1 2 mq q 1 1g 1f4 1c 1 2o 1c 1 1 2 1 1 1 gkt 0 1 1 5vv 0 1 1 gjx 2 3 2 2 1 1 1 gmv 0 1 1 gl5 0 \
        1 1 gn1 0 1 1 gmz 1 1 1 2 2 1 1 2 8 2 1 got 0 1e 2 2 8 2 2 2 4 1 1 2 nyl n 2 2 j e 2 2 3r 7 2 2 3 v 2 2 a 2 \
        2 2 1 1 1 1iiv 0 5 2 2 4 1 1 2 1 1 1 1t8v 2 2 2 2 3 a 2 2 1 1 1 1taf 0 1 1 1tb1 0 1 1 1tat 0 1 1 1ta9 0 1 1 \
        1taf 1 1 1 1t7n 0 1 1 1t8z 0 1 1 1t7t 0 1 1 1fk 0 8 2 2 1 1 1 2n 0 1 1 1tad 0 1 1 1ilr 0 2 2 2 1 1 1 1tcd 0 \
        8 2 2 1 1 1 1toh o 1 1 2 h7v q 1 1s xx 14 1 28 3s 10 1 28 4c b 1 26 1 f 1 26 1 7 1 26 1 2 1 26 1d6 1f 1 3k \
        4d m 1 1s 27u w 1 1s gw0 w 1 1s 1s p 1 1i o5j y 1 1w
        """

    /// The same where it takes several scalars: gap, count, scalars.
    static let loweredSequenceData: StaticString = """
        8g 2 2x lj
        """
}
