#!/usr/bin/env bash
# Makes the encrypted files of Tests/PDFParsingTests/Fixtures from a page of our own, with qpdf (Debian: qpdf).
#
#   bash Scripts/make-pdf-fixtures.sh
set -euo pipefail
cd "$(dirname "$0")/../Tests/PDFParsingTests/Fixtures"
command -v qpdf >/dev/null || { echo "make-pdf-fixtures: qpdf is not installed" >&2; exit 1; }

plain=$(mktemp)
trap 'rm -f "$plain"' EXIT
# qpdf repairs what a hand-written file lacks: the table of places and the stream's length.
cat > "$plain" <<'PDF'
%PDF-1.4
1 0 obj
<< /Type /Catalog /Pages 2 0 R >>
endobj
2 0 obj
<< /Type /Pages /Kids [3 0 R] /Count 1 >>
endobj
3 0 obj
<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 400] /Resources << /Font << /F 4 0 R >> >> /Contents 5 0 R >>
endobj
4 0 obj
<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>
endobj
5 0 obj
<< /Length 51 >>
stream
BT /F 12 Tf 50 300 Td (A page behind a lock.) Tj ET
endstream
endobj
trailer
<< /Size 6 /Root 1 0 R >>
%%EOF
PDF
encrypt() { # FILE, then qpdf's own options
    local file=$1
    shift
    # 3: it was written with warnings, of the repairs.
    qpdf --static-id --encrypt "$@" -- "$plain" "$file" 2>/dev/null || [ $? -eq 3 ]
}
encrypt aes256.pdf user owner 256
encrypt aes128.pdf user owner 128 --use-aes=y
# It opens without a password, but asks that nothing is copied.
encrypt nocopy.pdf "" owner 256 --extract=n
