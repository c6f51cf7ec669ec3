#!/bin/sh
# Brings Inter and Source Serif 4 into the pages, where npm is there. Without it the system's typefaces serve.
set -eu
there=src/ingrain/web/static/ingrain/type
command -v npm >/dev/null 2>&1 || exit 0
grep -qs latin-ext "$there/type.css" && exit 0
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
npm install --silent --no-audit --no-fund --prefix "$place" \
    @fontsource-variable/inter@5 @fontsource-variable/source-serif-4@5 >/dev/null 2>&1 || {
    echo "The typefaces could not be fetched; the system's serve." >&2
    exit 0
}
mkdir -p "$there"
face() { # name, package, style: the letters of western Europe, and those of the rest of it
    from="$place/node_modules/@fontsource-variable/$2"
    for letters in latin latin-ext; do
        file="$2-$letters-wght-$3.woff2"
        range=$(sed -n "s/.*\"$letters\": *\"\([^\"]*\)\".*/\1/p" "$from/unicode.json")
        cp "$from/files/$file" "$there/"
        printf '@font-face { font-family: "%s"; font-style: %s; font-weight: 200 900; font-display: swap; src: url("%s") format("woff2"); unicode-range: %s }\n' \
            "$1" "$3" "$file" "$range"
    done
}
{
    face "Inter" inter normal
    face "Source Serif 4" source-serif-4 normal
    face "Source Serif 4" source-serif-4 italic
} > "$there/half.css"
mv "$there/half.css" "$there/type.css"
