#!/bin/sh
# Brings Inter and Source Serif 4 into the pages, where npm is there. Without it the system's typefaces serve.
set -eu
there=src/ingrain/web/static/ingrain/type
command -v npm >/dev/null 2>&1 || exit 0
[ -f "$there/type.css" ] && exit 0
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
npm install --silent --no-audit --no-fund --prefix "$place" \
    @fontsource-variable/inter@5 @fontsource-variable/source-serif-4@5 >/dev/null 2>&1 || {
    echo "The typefaces could not be fetched; the system's serve." >&2
    exit 0
}
mkdir -p "$there"
face() { # name, file, style
    cp "$place/node_modules/@fontsource-variable/$2" "$there/"
    printf '@font-face { font-family: "%s"; font-style: %s; font-weight: 200 900; font-display: swap; src: url("%s") format("woff2") }\n' \
        "$1" "$3" "$(basename "$2")"
}
{
    face "Inter" inter/files/inter-latin-wght-normal.woff2 normal
    face "Source Serif 4" source-serif-4/files/source-serif-4-latin-wght-normal.woff2 normal
    face "Source Serif 4" source-serif-4/files/source-serif-4-latin-wght-italic.woff2 italic
} > "$there/half.css"
mv "$there/half.css" "$there/type.css"
