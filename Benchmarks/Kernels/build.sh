#!/bin/sh
# Builds the kernels as one shared library, for check.py and the C benchmarks: build.sh <output.so>
set -eu
here=$(cd "$(dirname "$0")" && pwd)
kernels="$here/../../Sources/CKernels"
objects=$(mktemp -d)
trap 'rm -rf "$objects"' EXIT
for source in "$kernels"/*.c; do
  clang -std=gnu17 -O3 -fPIC -Wall -Wextra -fno-math-errno \
    -mprefer-vector-width=512 -I "$kernels/include" -c "$source" \
    -o "$objects/$(basename "$source" .c).o"
done
clang -shared -o "$1" "$objects"/*.o -lopenblas -ldnnl -lgomp -lm
